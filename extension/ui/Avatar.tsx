/** Initials on a ground that stays a person's own. Decoration: the name always stands beside it. */
export function Avatar({ name, size = 24 }: { name: string; size?: 20 | 24 | 32 }) {
  return <span class={`avatar avatar-${size} avatar-tint-${tintOf(name)}`} aria-hidden="true">{initialsOf(name)}</span>
}

/** At most two letters: the first of the first and of the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return ends.map((word) => [...word].find((sign) => /\p{L}|\p{N}/u.test(sign)) ?? '').join('').toLocaleUpperCase()
}

function tintOf(name: string): number {
  let hash = 0
  for (const sign of name.trim().toLowerCase()) hash = (hash * 58 + sign.codePointAt(0)!) % 9973
  return (hash % 5) + 1
}
