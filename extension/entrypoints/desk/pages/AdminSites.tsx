import { siteName } from '../../../artifacts/naming'
import { SiteHealth } from '../../../organisation/SiteHealth'

/** How reading the sites goes. */
export const AdminSites = () => <SiteHealth nameOf={siteName} />
