/** The pictures of the README: the real extension and backend, the demo company, a journey from the pull request to the desk, and a few weeks later. */
import { demoId, personId } from '../../worker/dev/cast'
import { home, openPanel, pull482, write } from '../journeys/acts'
import { backendOf, browserOf, type Backend, signIn } from '../journeys/world'
import type { Browser } from '../support/browser'
import { camera, type Camera } from './camera'
import { enterDesk, goTo, setLanguage } from './desks'
import { dressed } from './dressed'
import { goalsOfAda, popupGoals, servedOf } from './goals'

/** Ada's coaching on the ticket, with Ben's reply. */
const thread = demoId(41, 5)
const sentence = 'You asked what happens when the gateway answers late. We found the second charge before any hiker paid it.'

const people = `email,name,title,manager,team,github
ada@demo.cairn.test,Ada Okafor,Head of engineering,gus@demo.cairn.test,Product / Payments,ada-okafor
ben@demo.cairn.test,Ben Ode,Senior software engineer,ada@demo.cairn.test,Product / Payments,ben-ode
nia@demo.cairn.test,Nia Holm,Software engineer,ada@demo.cairn.test,Product / Payments,nia-holm
tom@demo.cairn.test,Tom Reed,Designer,nobody@demo.cairn.test,Product / Maps,
`

/** Sharp where a page shows them, and light. */
const scale = 1.5
/** No part takes longer: what hangs is named, not waited for. */
const limit = 120_000

/** Takes every picture into a folder. @param said hears a line for each, with its size @throws when a part takes longer than two minutes */
export async function take(folder: string, said: (line: string) => void): Promise<void> {
  const lens = camera(folder, said)
  const backend = await backendOf({ env: { BASE_URL: home } })
  const server = { ...backend, url: home }
  const browsers: Browser[] = []
  const openOne = async (width: number, height: number): Promise<Browser> => {
    const browser = await browserOf({ backend: backend.port, scale, viewport: { width, height } })
    browsers.push(browser)
    return browser
  }
  try {
    const his = await within('a browser for Ben', openOne(1200, 760))
    await within('the welcome page', welcomeOf(his, lens))
    await within('Ben signs in', signIn(his, server, 'Ben Ode'))
    await within('work that serves a goal', servedOf(his, lens))
    await within('the panel', panelOf(his, lens))
    await within('what Ben said reaches Dee', arrived(backend))
    const hers = await within('a browser for Dee', openOne(1200, 800))
    await within('Dee signs in', signIn(hers, server, 'Dee Alvarez'))
    await within('the popup', popupOfDee(hers, lens))
    await within('the timeline', deskOfBen(his, lens))
    const adas = await within('a browser for Ada', openOne(1200, 900))
    await within('Ada signs in', signIn(adas, server, 'Ada Okafor'))
    await within('her panels', panelsOfAda(adas, lens))
    await within('her goals in the popup', popupGoals(adas, lens))
    await within('her desk', deskOfAda(adas, lens))
    await within('goals and growth', goalsOfAda(adas, lens))
    await within('the import', deskOfEli(hers, lens))
  } finally {
    await within('closing', Promise.all(browsers.map((browser) => browser.close()))).finally(() => backend.stop())
  }
}

async function within<Made>(part: string, made: Promise<Made>): Promise<Made> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, never) => { timer = setTimeout(() => never(new Error(`Pictures: ${part} took more than ${limit / 1_000} s.`)), limit) })
  try {
    return await Promise.race([made, over])
  } finally {
    clearTimeout(timer)
  }
}

async function welcomeOf(browser: Browser, lens: Camera): Promise<void> {
  const page = await browser.open('welcome.html')
  await page.setViewportSize({ width: 900, height: 940 })
  await page.getByRole('button', { name: /sign in/i }).first().waitFor()
  await lens.shoot(page, 'welcome')
  await page.close()
}

async function panelOf(browser: Browser, lens: Camera): Promise<void> {
  const { page, panel } = await openPanel(browser, pull482)
  await write(panel, sentence)
  await panel.getByText('Say it early').first().click()
  await panel.locator('textarea').first().focus()
  await page.mouse.move(300, 700)
  // The page around it goes dark with the browser.
  await page.emulateMedia({ colorScheme: 'dark' })
  await dressed(browser, panel, 'dark', 'en', () => lens.shoot(page, 'panel-dark'))
  await page.emulateMedia({ colorScheme: 'light' })
  await dressed(browser, panel, 'light', 'ar', () => lens.shoot(page, 'panel-arabic'))
  await dressed(browser, panel, 'light', 'en', () => lens.shoot(page, 'panel'))
  await panel.locator('textarea').first().press('Control+Enter')
  await panel.getByRole('button', { name: 'Undo' }).waitFor()
  await lens.shoot(page, 'sent')
  await panel.getByRole('article', { name: 'You recognised Dee Alvarez' }).waitFor({ timeout: 20_000 })
  await page.close()
}

/** Until the sentence is on the server. */
async function arrived(backend: Backend): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (backend.mail.list().some(({ to, subject }) => to === 'dee@demo.cairn.test' && subject.startsWith('Ben Ode'))) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('Nothing reached Dee')
}

async function popupOfDee(browser: Browser, lens: Camera): Promise<void> {
  const work = await browser.context.newPage()
  await work.goto(pull482)
  const popup = await browser.open('popup.html')
  await popup.setViewportSize({ width: 380, height: 560 })
  await popup.getByText(sentence).waitFor({ timeout: 20_000 })
  for (const [theme, language, name] of [['dark', 'en', 'popup-dark'], ['light', 'en', 'popup']] as const) {
    await dressed(browser, popup, theme, language, () => lens.shoot(popup, name))
  }
  await popup.close()
  await work.close()
}

/** Ada's side: coaching on the ticket, what Chi asks her on the pull request. */
async function panelsOfAda(browser: Browser, lens: Camera): Promise<void> {
  const coaching = await openPanel(browser, `${home}/work/jira/browse/PAY-118`)
  await coaching.page.setViewportSize({ width: 1200, height: 900 })
  await coaching.panel.getByRole('radio', { name: 'Coach' }).check({ force: true })
  await coaching.panel.getByRole('textbox', { name: 'Behaviour' }).fill('You wrote the cause into the ticket as soon as you suspected it, with what would prove you wrong.')
  await coaching.panel.getByRole('textbox', { name: 'Impact' }).fill('Chi stopped looking within ten minutes.')
  await coaching.panel.getByRole('textbox', { name: 'Next step' }).fill('Do the same in the channel of support.')
  await coaching.panel.getByRole('button', { name: 'Add an action item' }).click()
  await coaching.panel.getByRole('textbox', { name: 'Behaviour' }).focus()
  await lens.shoot(coaching.page, 'coaching')
  await coaching.page.close()
  const request = await openPanel(browser, pull482)
  await request.page.setViewportSize({ width: 1200, height: 900 })
  await request.panel.getByText('What should I have asked in the review?').first().waitFor()
  await lens.shoot(request.page, 'request')
  await request.page.close()
}

/** What stands on the desk of somebody who leads, after a few weeks. */
async function deskOfAda(browser: Browser, lens: Camera): Promise<void> {
  const page = await enterDesk(browser, 'Ada Okafor', '/')
  const settled = (path: string, text: string | RegExp): Promise<void> => goTo(page, path, text)
  await page.setViewportSize({ width: 1200, height: 1080 })
  await settled('/', 'Share the on-call rota with Dee')
  await lens.shoot(page, 'desk')
  await page.emulateMedia({ colorScheme: 'dark' })
  await lens.shoot(page, 'desk-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1200, height: 800 })
  await settled(`/feedback/${thread}`, 'I see what it cost.')
  await lens.shoot(page, 'thread')
  await page.setViewportSize({ width: 1200, height: 960 })
  await settled(`/meetings/person/${personId('ben')}`, 'Who watches the Oslo gateway')
  await lens.shoot(page, 'meeting')
  await page.setViewportSize({ width: 360, height: 740 })
  await settled('/', 'Chi Tran')
  await lens.shoot(page, 'phone')
  await page.setViewportSize({ width: 1200, height: 1080 })
  await setLanguage(page, 'ar')
  await settled('/', 'Share the on-call rota with Dee')
  await page.waitForFunction(() => document.documentElement.dir === 'rtl')
  await lens.shoot(page, 'desk-arabic')
  await setLanguage(page, 'en')
  await page.close()
}

async function deskOfBen(browser: Browser, lens: Camera): Promise<void> {
  const page = await enterDesk(browser, 'Ben Ode', '/timeline')
  await page.getByText('You brought a failing test').first().waitFor()
  await page.setViewportSize({ width: 1200, height: 900 })
  await lens.shoot(page, 'timeline')
  await page.close()
}

async function deskOfEli(browser: Browser, lens: Camera): Promise<void> {
  const page = await enterDesk(browser, 'Eli Marsh', '/administration/import')
  await page.locator('textarea').first().fill(people)
  await page.getByRole('button', { name: 'Look what would change' }).click()
  await page.getByRole('heading', { name: 'What would change' }).waitFor()
  await page.getByRole('heading', { name: 'What would change' }).scrollIntoViewIfNeeded()
  await page.setViewportSize({ width: 1200, height: 1100 })
  await lens.shoot(page, 'import')
  await page.close()
}
