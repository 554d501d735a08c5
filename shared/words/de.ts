/** The German catalogue alone. Pages import it on demand; the build (scripts/lib/words-by-language) leaves the other languages out. */
import { catalogue } from './index'

export const messages = catalogue('de')
