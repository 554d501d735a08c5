import { useState } from 'preact/hooks'
import { channelEndpoints } from '../../shared/channels'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, Row, Rows, State, useWords } from '../ui'
import { ChannelForm, Secret } from './ChannelForm'

/** A channel of one's own: says that there is something, and from whom. */
export function OwnChannel() {
  const { t, word } = useWords()
  const own = useLoad(() => call(channelEndpoints.mine, {}))
  const acting = useAct()
  const [secret, setSecret] = useState<string | null>(null)
  if (own.problem) return <State is="failed" what={word(problemWord(own.problem))} onRetry={own.again} />
  if (!own.value) return <State is="loading" rows={1} />
  const { channel } = own.value
  const remove = () => void acting.run(async () => {
    await call(channelEndpoints.dropMine, {})
    setSecret(null)
    own.set({ channel: null })
  })
  return (
    <div class="stack">
      <p class="soft">{t('prefer.ownWhy')}</p>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      {channel ? (
        <Rows lined><Row title={<bdi>{channel.name}</bdi>} detail={<><span dir="ltr">{channel.host}</span>{channel.dead > 0 && <> · {t('channel.dead')}</>}</>} action={<Button look="line" onClick={remove}>{t('prefer.ownRemove')}</Button>} /></Rows>
      ) : (
        <ChannelForm onSave={async (wish) => {
          const made = await call(channelEndpoints.setMine, { body: wish })
          setSecret(made.secret)
          own.set({ channel: made.channel })
        }} />
      )}
      {secret && <Secret secret={secret} />}
    </div>
  )
}
