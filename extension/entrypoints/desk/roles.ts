import type { Me } from '../../../shared/people'

export const isAdmin = ({ person }: Me): boolean => person.role === 'admin'
