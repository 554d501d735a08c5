import { Matters } from '../../../trust/Matters'

/** Legal hold and disclosure, for admins: they ask, others agree. */
export const AdminMatters = () => <Matters />
