/**
 * Runs `act` once what was just set is drawn, and before the next key: Preact renders in a microtask that the change has queued already.
 * An animation frame would come later, and in a tab behind another not at all: a fast typist's next key would go to nobody.
 * From a key, its own default comes after this: `preventDefault`, where Enter would press what has the focus by then.
 */
export const afterRender = (act: () => void): void => queueMicrotask(act)
