import { useState } from 'preact/hooks'
import { talkEndpoints } from '../../shared/talk'
import { call } from '../bridge/call'
import type { OnPart } from '../feedback/cardParts'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Dialog, Segmented, State, useWords } from '../ui'

/** Agrees that more people see a recognition; it changes once everyone it is for has. */
export function Widen({ card, onChange, close }: OnPart) {
  const { t, word } = useWords()
  const choices = card.audience.visibility === 'team' ? (['organization'] as const) : (['team', 'organization'] as const)
  const [visibility, setVisibility] = useState<'team' | 'organization'>(choices[0])
  const [waits, setWaits] = useState(false)
  const agreeing = useAct()
  const agree = () => void agreeing.run(async () => {
    const now = await call(talkEndpoints.widen, { params: { id: card.id }, body: { visibility } })
    if (now.audience.visibility === card.audience.visibility) return setWaits(true)
    announce(t('talk.widenDone'))
    onChange(now)
    close()
  })
  const names = agreeing.problem?.more.params?.names
  return (
    <Dialog
      open onClose={close} title={t('talk.widen')}
      actions={waits ? <Button look="ink" onClick={close}>{t('common.close')}</Button> : <><Button look="quiet" onClick={close}>{t('common.cancel')}</Button><Button look="ink" aria-busy={agreeing.busy} onClick={(event) => event.isTrusted && agree()}>{t('talk.widenDo')}</Button></>}
    >
      {waits ? <p role="status">{t('talk.widenWaits')}</p> : (
        <div class="stack">
          <p>{t('talk.widenWhat')}</p>
          <Segmented label={t('talk.widen')} look="boxes" value={visibility} options={choices.map((value) => ({ value, label: t(`talk.widen.${value}`) }))} onChange={setVisibility} />
          {agreeing.problem && <State is="failed" what={names ? t('talk.widenNot', { names }) : word(problemWord(agreeing.problem))} />}
        </div>
      )}
    </Dialog>
  )
}
