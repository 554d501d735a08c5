import { useState } from 'preact/hooks'
import { type Channel, channelEndpoints, type DeadLetter } from '../../shared/channels'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Menu, MessageIcon, Row, Rows, Section, State, useWords, WarningIcon } from '../ui'
import { ChannelForm, Secret } from './ChannelForm'

/** The organisation's channels: what they may carry, whether they work, what could not be delivered. */
export function Channels() {
  const { t, word } = useWords()
  const listed = useLoad(() => call(channelEndpoints.list, {}))
  const acting = useAct()
  const [secret, setSecret] = useState<string | null>(null)
  if (listed.problem && !listed.value) return <State is="failed" what={word(problemWord(listed.problem))} onRetry={listed.again} />
  if (!listed.value) return <State is="loading" rows={3} />
  const { channels, letters } = listed.value
  const run = (act: () => Promise<unknown>) => void acting.run(async () => {
    await act()
    listed.set(await call(channelEndpoints.list, {}))
  })
  return (
    <>
      <p class="soft">{t('channel.why')}</p>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      <Section quiet title={t('admin.channels')}>
        {channels.length === 0
          ? <State is="empty" what={t('channel.none')} why={t('channel.noneWhy')} />
          : <Rows lined label={t('admin.channels')}>{channels.map((channel) => <Listed key={channel.id} channel={channel} run={run} />)}</Rows>}
      </Section>
      {letters.length > 0 && <Letters letters={letters} run={run} />}
      <Section title={t('channel.add')}>
        <ChannelForm mayWords onSave={async (wish, words) => {
          const made = await call(channelEndpoints.add, { body: { ...wish, words } })
          setSecret(made.secret)
          listed.set(await call(channelEndpoints.list, {}))
        }} />
        {secret && <Secret secret={secret} />}
      </Section>
    </>
  )
}

type Run = (act: () => Promise<unknown>) => void

function Listed({ channel, run }: { channel: Channel; run: Run }) {
  const { t } = useWords()
  const testing = useAct()
  const [came, setCame] = useState<string | null>(null)
  const params = { id: channel.id }
  const test = () => void testing.run(async () => {
    const { delivered, reason } = await call(channelEndpoints.test, { params })
    const said = delivered ? t('channel.tested') : t(`channel.failed.${reason ?? 'failed'}`)
    setCame(said)
    announce(said)
  })
  const details = [t(`channel.kind.${channel.kind}`), t('channel.carries', { words: channel.words ? 'yes' : 'no' }), ...(channel.on ? [] : [t('channel.off')])]
  return (
    <Row
      mark={<MessageIcon />} title={<bdi>{channel.name}</bdi>}
      detail={<>{details.join(' · ')} · <span dir="ltr">{channel.host}</span>{came && <> · {came}</>}</>}
      action={<span class="line">
        <Button look="line" aria-label={t('channel.testThis', { name: channel.name })} aria-busy={testing.busy} onClick={test}>{t('channel.test')}</Button>
        <Menu label={t('channel.menu', { name: channel.name })} items={[
          { label: t(channel.on ? 'channel.switchOff' : 'channel.switchOn'), onSelect: () => run(() => call(channelEndpoints.change, { params, body: { on: !channel.on } })) },
          { label: t(channel.words ? 'channel.wordsOff' : 'channel.wordsOn'), onSelect: () => run(() => call(channelEndpoints.change, { params, body: { words: !channel.words } })) },
          { label: t('channel.remove'), danger: true, onSelect: () => run(() => call(channelEndpoints.remove, { params })) },
        ]} />
      </span>}
    />
  )
}

/** What could not be delivered: why, and what now. */
function Letters({ letters, run }: { letters: DeadLetter[]; run: Run }) {
  const { t, ago } = useWords()
  return (
    <Section title={t('channel.dead')} aside={letters.length}>
      <p class="soft">{t('channel.deadWhy')}</p>
      <Rows lined label={t('channel.dead')}>
        {letters.map((letter) => {
          const params = { id: letter.channel, letter: letter.id }
          return (
            <Row
              key={`${letter.id}${letter.channel}`} mark={<WarningIcon />} title={t(`channel.failed.${letter.reason}`)} detail={<><bdi>{letter.name}</bdi> · {ago(letter.at)}</>}
              action={<span class="line">
                <Button look="line" onClick={() => run(() => call(channelEndpoints.retry, { params }))}>{t('channel.retry')}</Button>
                <Button look="quiet" onClick={() => run(() => call(channelEndpoints.drop, { params }))}>{t('channel.drop')}</Button>
              </span>}
            />
          )
        })}
      </Rows>
    </Section>
  )
}
