/**
 * Runs `act` once what was just set is drawn, and before the next key: Preact renders in a microtask that the change has queued already.
 * An animation frame would come later, and in a tab behind another not at all: a fast typist's next key would go to nobody.
 */
export const afterRender = (act: () => void): void => queueMicrotask(act)
