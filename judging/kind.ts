import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { type Fact, isAbsent } from '../facts/fact'
import type { Facts } from '../facts/facts'
import { productOfServer } from '../facts/productOfServer'
import { sameName } from '../kernel/compare'
import type { Product } from '../kernel/product'
import type { PropertyPath } from '../kernel/propertyPath'
import { rememberedBy, rememberedRecently } from '../kernel/remembered'
import { type RoleName, roleName, wordsOf } from '../kernel/words'
import { type Applicability, applicable, notApplicable, undecided } from './policy'

/** What a server is made of, as far as the article's sections ask. */
export interface ServerKind {
  readonly product: Product
  /** Answers clients: the Default Web Site with FrontEnd\HttpProxy (in 2010 the Client Access role). */
  readonly frontEnd: boolean
  /** Holds mailboxes: from 2013 on, the site Exchange Back End with ClientAccess. */
  readonly backEnd: boolean
  readonly edge: boolean
  readonly roles: ReadonlyArray<string>
}

interface Undecided {
  readonly path: PropertyPath
  readonly reason: string
}

type KnownRole = RoleName | 'EdgeTransport'

const knownRoles: ReadonlyArray<KnownRole> = [...wordsOf(roleName), 'EdgeTransport']

const isAmong = (known: ReadonlyArray<KnownRole>, role: string): boolean => known.some((one) => sameName(one, role))

const makeKind = ({ product, roles }: Pick<ServerKind, 'product' | 'roles'>): ServerKind => {
  const has = (role: KnownRole) => roles.some((name) => sameName(name, role))
  const split = product === '2010' || product === '2013'
  return {
    product,
    frontEnd: has('ClientAccess') || (!split && has('Mailbox')),
    backEnd: has('Mailbox') && product !== '2010',
    edge: has('Edge') || has('EdgeTransport'),
    roles
  }
}

/** Servers of one kind share one object, so that what follows from the kind alone is found once for all of them. */
const kindFrom = rememberedBy(({ product, roles }) => JSON.stringify([product, roles]), makeKind)

/** From 2016 on a server has one role; the names of older roles there tell of facts that can't be right. */
const rolesOf: Readonly<Record<Product, ReadonlyArray<KnownRole>>> = {
  '2010': knownRoles,
  '2013': ['Mailbox', 'ClientAccess', 'Edge', 'EdgeTransport'],
  '2016': ['Mailbox', 'Edge', 'EdgeTransport'],
  '2019': ['Mailbox', 'Edge', 'EdgeTransport'],
  SE: ['Mailbox', 'Edge', 'EdgeTransport']
}

const hasRoleOf = ({ product, roles }: ServerKind): boolean =>
  roles.length === 0 || roles.some((role) => isAmong(rolesOf[product], role))

const decideKind = (facts: Facts): E.Either<Undecided, ServerKind> => {
  const { identity } = facts.sections
  if (E.isLeft(identity)) return E.left({ path: ['identity'], reason: identity.left.reason })
  const { roles } = identity.right
  if (roles.length > 0 && !roles.some((role) => isAmong(knownRoles, role)))
    return E.left({ path: ['identity'], reason: `no known Exchange role among ${roles.join(', ')}` })
  const product = productOfServer(facts)
  if (O.isNone(product)) return E.left({ path: ['build'], reason: 'the version of Exchange is not known' })
  const kind = kindFrom({ product: product.value, roles })
  return hasRoleOf(kind)
    ? E.right(kind)
    : E.left({
        path: ['identity'],
        reason: `Exchange ${kind.product} has no server with the role ${roles.join(', ')} alone`
      })
}

/** What kind of server the facts describe, or which fact is missing to tell. Every policy asks, so it is kept. */
export const serverKind = rememberedRecently(decideKind)

/** Whether what setup keeps under a key in the registry is of a role, not of the management tools. */
export const isRoleKey = (key: string): boolean => /role$/i.test(key)

const backEndSite = 'Exchange Back End'

/** Outlook on the web's library, which comes with the Mailbox role alone. */
export const outlookOnTheWeb = 'ClientAccess\\Owa\\bin\\Microsoft.Exchange.Clients.Owa2.Server.dll'

/** The services of Exchange, which all come with a role; those of Windows that it uses are everywhere. */
const exchangeService =
  /^(?:msexchange|adam_msexchange$|fms$|hostcontrollerservice$|mscomplianceaudit$|searchexchangetracing$|wsbexchange$)/i

const signed = (present: boolean, sign: string): ReadonlyArray<string> => (present ? [sign] : [])

/** What shows a role, section by section; why a section that was read might not show one is said elsewhere. */
const signsOfRole = ({ sections }: Facts): ReadonlyArray<string> => {
  const { services, setupState, build, bindings, sharedWebConfig, acls } = sections
  const service = E.isRight(services) ? services.right.find(({ name }) => exchangeService.test(name)) : undefined
  const key = E.isRight(setupState) ? setupState.right.find(({ role }) => isRoleKey(role)) : undefined
  return [
    ...signed(service !== undefined, `the service ${service?.name}`),
    ...signed(key !== undefined, `setup's key ${key?.role}`),
    ...signed(
      E.isRight(build) && (build.right.binaries ?? []).some(({ path }) => sameName(path, outlookOnTheWeb)),
      `the file ${outlookOnTheWeb}`
    ),
    ...signed(
      E.isRight(bindings) && bindings.right.some(({ site }) => sameName(site, backEndSite)),
      `the site ${backEndSite}`
    ),
    ...signed(
      E.isRight(sharedWebConfig) &&
        [sharedWebConfig.right.clientAccess, sharedWebConfig.right.httpProxy].some(
          (state) => state !== null && state !== 'absent'
        ),
      'a file SharedWebConfig.config'
    ),
    ...signed(
      E.isRight(acls) && acls.right.some(({ path }) => /\\FrontEnd\\HttpProxy\\/i.test(path)),
      'folders below FrontEnd\\HttpProxy'
    )
  ]
}

/** What could show a role and was not read. Recordings of before `setupState` was collected do without it. */
const unseenOfRole = ({ sections }: Facts): ReadonlyArray<string> =>
  (['services', 'build', 'bindings', 'sharedWebConfig', 'acls', 'setupState'] as const).filter((name) => {
    const fact: Fact<unknown> = sections[name]
    return E.isLeft(fact) && !(name === 'setupState' && isAbsent(fact))
  })

/** Why the facts don't bear out that a server without a role has the management tools alone; null where they do. */
const whyMoreThanTools = (facts: Facts): string | null => {
  const [sign] = signsOfRole(facts)
  if (sign !== undefined) return `yet ${sign} is there`
  const unseen = unseenOfRole(facts)
  return unseen.length === 0
    ? null
    : `and what else would show one was not read (${unseen.join(', ')}), so that it may be more than the management tools`
}

/** Whether the facts bear out that a server without a role has the management tools alone. */
export const hasToolsOnly = (facts: Facts): boolean => whyMoreThanTools(facts) === null

const withoutRole = (facts: Facts): Applicability => {
  const why = whyMoreThanTools(facts)
  return why === null
    ? notApplicable('only the management tools are installed')
    : undecided(['identity'], `no role is listed, ${why}`)
}

/** Asks the kind of server whether a policy concerns it; `why` answers null where it does, else the reason. */
export const appliesWhere =
  (why: (kind: ServerKind) => string | null) =>
  (facts: Facts): Applicability => {
    const kind = serverKind(facts)
    if (E.isLeft(kind)) return undecided(kind.left.path, kind.left.reason)
    if (kind.right.roles.length === 0) return withoutRole(facts)
    const reason = why(kind.right)
    return reason === null ? applicable : notApplicable(reason)
  }
