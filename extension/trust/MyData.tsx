import { useEffect, useRef, useState } from 'preact/hooks'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { download, fileName } from '../timeline/file'
import { announce, Button, State, useWords } from '../ui'
import { collect, countOf, type MyData as Collected } from './collecting'
import { dataOf, pageOf } from './page'

/** One click collects everything of one's own; then it can be kept as a page and as data. */
export function MyData() {
  const words = useWords()
  const { t, word } = words
  const acting = useAct()
  const [count, setCount] = useState(0)
  const [data, setData] = useState<Collected | null>(null)
  const [cancelled, setCancelled] = useState(false)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const take = () => void acting.run(async () => {
    const mine = running.current = new AbortController()
    setCancelled(false)
    setData(null)
    setCount(0)
    try {
      const all = await collect(mine.signal, setCount)
      setData(all)
      announce(t('myData.ready', { count: countOf(all) }))
    } catch (thrown) {
      if (!mine.signal.aborted) throw thrown
      setCancelled(true)
    }
  })
  const keep = (ending: 'html' | 'json') => {
    const name = `${fileName(t('common.product'), data!.me.person.name, data!.madeAt.slice(0, 10))}.${ending}`
    if (ending === 'html') download(name, 'text/html', pageOf(data!, words))
    else download(name, 'application/json', dataOf(data!))
    announce(t('timeline.made', { file: name }))
  }
  return (
    <div class="stack">
      <p class="soft">{t('myData.what')}</p>
      {!acting.busy && !data && <div><Button look="outline" onClick={take}>{t('myData.take')}</Button></div>}
      {acting.busy && (
        <div class="line line-wrap">
          <span role="status">{t('myData.collecting', { count })}</span>
          <Button look="quiet" onClick={() => running.current?.abort()}>{t('myData.cancel')}</Button>
        </div>
      )}
      {cancelled && <p role="status">{t('myData.cancelled')}</p>}
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} onRetry={take} />}
      {data && (
        <>
          <p>{t('myData.ready', { count: countOf(data) })}</p>
          <div class="line line-wrap">
            <Button look="outline" onClick={() => keep('html')}>{t('myData.page')}</Button>
            <Button look="line" onClick={() => keep('json')}>{t('myData.data')}</Button>
          </div>
        </>
      )}
    </div>
  )
}
