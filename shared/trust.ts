/** Trust: what an organisation's people can hold it to. One file a matter; here all of its endpoints. */
import { agreementEndpoints } from './agreement'
import { auditEndpoints } from './audit'
import { disclosureEndpoints } from './disclosure'
import { handoverEndpoints } from './handover'
import { holdEndpoints } from './holds'

export const trustEndpoints = { ...agreementEndpoints, ...holdEndpoints, ...disclosureEndpoints, ...auditEndpoints, ...handoverEndpoints } as const
