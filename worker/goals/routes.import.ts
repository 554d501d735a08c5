/** Import and export of goals over HTTP. */
import { goalImportEndpoints } from '../../shared/goal-import'
import { type App, mount } from '../http/mount'
import { exportGoals, importGoals, undoImport } from './import'

export const goalImportRoutes = (app: App): void => mount(app, goalImportEndpoints, { import: importGoals, undo: undoImport, export: exportGoals })
