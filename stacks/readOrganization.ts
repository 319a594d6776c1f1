import * as pulumi from '@pulumi/pulumi'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import type { OrganizationReading, OrganizationSource } from '../connections/organization'
import { decodeOrganizationReading } from '../resources/organizationText'
import { unpackTexts } from '../resources/texts'
import { brokenOff } from './gate'

const answer = t.type({ organization: t.string })

/**
 * Asks the provider for the facts of the organization: it judges servers too, and both must judge by the same reading. What
 * it read before in this phase, it doesn't read again unless that is to be `fresh`. Nothing is asked where there is no source.
 */
export const readOrganizationFacts = async (
  source: OrganizationSource | null,
  fresh = false
): Promise<OrganizationReading> => {
  if (source === null || source.type === 'none') return E.right(null)
  const invoked = pulumi.runtime.invoke('exchange:index:organization', { source: JSON.stringify(source), fresh })
  const answered = answer.decode(await invoked.catch((error: unknown) => Promise.reject(brokenOff(error))))
  const [text = ''] = E.isRight(answered) ? unpackTexts(answered.right.organization) : []
  return decodeOrganizationReading(text)
}
