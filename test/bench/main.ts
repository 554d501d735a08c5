/** `npm run bench [-- section ...]`: prints tables and writes test-results/bench.json. Ratios and counts; nothing here passes or fails by time. */
import { api } from './api'
import { goals } from './goals'
import { pages } from './pages'
import { rows } from './rows'
import { sizes } from './sizes'
import { print, save, type Section } from './table'

const sections: Record<string, () => Promise<Section | Section[]>> = { sizes, pages, api, rows, goals }

const wanted = process.argv.slice(2).filter((name) => !name.startsWith('--'))
const unknown = wanted.filter((name) => !(name in sections))
if (unknown.length > 0) {
  console.error(`No section ${unknown.join(', ')}: there are ${Object.keys(sections).join(', ')}.`)
  process.exit(2)
}
const measured: Record<string, unknown> = {}
for (const name of wanted.length > 0 ? wanted : Object.keys(sections)) {
  const started = Date.now()
  const found = [await sections[name]!()].flat()
  found.forEach(print)
  measured[name] = { seconds: Math.round((Date.now() - started) / 1_000), tables: found }
}
console.log(`\nWritten to ${save(measured)}`)
