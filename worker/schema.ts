/** Gathers every room's tables. */
export * from './organisations/tables'
export * from './people/tables'
export * from './auth/tables'
export * from './artifacts/tables'
export * from './values/tables'
export * from './feedback/tables'
export * from './notifications/tables'
export * from './events/tables'
