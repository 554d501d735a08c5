import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { FeedbackBody } from '../../../shared/bodies'

/** Wording hints below what is written. Their lists are loaded with the first words, without a sign: nobody waits for a hint. */
export function Hints({ body }: { body: FeedbackBody }) {
  const [Loaded, set] = useState<ComponentType<{ body: FeedbackBody }> | null>(null)
  const begun = Object.values(body).some((text) => text !== '')
  useEffect(() => {
    if (begun && !Loaded) void import('./Hint').then(({ Hint }) => set(() => Hint), () => undefined)
  }, [begun])
  return Loaded && <Loaded body={body} />
}
