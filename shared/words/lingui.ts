/** Lingui as the engine of the catalogue. No eval, which workerd and an extension's policy forbid: messages are compiled to data. */
import { setupI18n, type I18n } from '@lingui/core'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Engine, Token } from './wording'

const instances = new Map<string, I18n>()

function instance(locale: string): I18n {
  let found = instances.get(locale)
  if (!found) instances.set(locale, (found = setupI18n({ locale, messages: { [locale]: {} } })))
  return found
}

export const lingui: Engine = {
  compile: (message) => compileMessageOrThrow(message) as Token[],
  // Lingui takes a compiled message where its types say text.
  format: (locale, message, values) => instance(locale)._('', values, { message: message as unknown as string }),
}
