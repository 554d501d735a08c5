// Running other programs and saying how it went.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { inRoot } from './paths.mjs'

/**
 * Runs a program and collects or shows what it prints. Never throws for an exit code.
 * @param {string} program
 * @param {string[]} args
 * @param {{ show?: boolean, env?: Record<string, string>, cwd?: string }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function exec(program, args, { show = false, env = {}, cwd = inRoot() } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'] })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/**
 * The same for a tool of node_modules, by its package and the file in it, under this very Node.
 * @param {string} file for example 'vitest/vitest.mjs'
 * @param {string[]} args
 * @param {Parameters<typeof exec>[2]} [options]
 */
export function tool(file, args, options) {
  const path = inRoot('node_modules', file)
  if (!existsSync(path)) return Promise.resolve({ code: 127, output: `${file} is not installed` })
  return exec(process.execPath, [path, ...args], options)
}
