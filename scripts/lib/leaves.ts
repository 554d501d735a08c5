// What `read-page` needs of the site adapters, as one bundle.
export * from '../../extension/sites/index'
export { proveInstance, read } from '../../extension/sites/readers'
export { covers } from '../../shared/hosts'
