/** Import and export of goals over HTTP. */
import { goalImportEndpoints } from '../../shared/goal-import'
import { type App, mount } from '../http/mount'
import { exportGoals } from './export'
import { importGoals } from './import'
import { undoImport } from './import.undo'

export const goalImportRoutes = (app: App): void => mount(app, goalImportEndpoints, { import: importGoals, undo: undoImport, export: exportGoals })
