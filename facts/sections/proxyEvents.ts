import * as t from 'io-ts'
import { nullable, text } from '../../kernel/values'
import { eventHead, eventHistory } from './eventHistory'

const method = t.keyof({ 'FbaModule.ParseCadataCookies': null, 'HMACProvider.GetCertificates': null })

/** What the front end wrote of sign-ins that failed (1003, 1309) in the last 30 days, by the method of Exchange that failed. */
export const proxyEvents = eventHistory({ ...eventHead, provider: nullable(text), method })
