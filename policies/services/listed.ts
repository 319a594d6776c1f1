import type { Service } from '../../facts/sections/services'
import type { ServerKind } from '../../judging/kind'
import { findByName, indexByName, rememberedFor, rememberedRecently } from '../../kernel/remembered'
import { type ServiceDefault, serviceDefaults } from './roleDefaults'

/** A server lists some 250 services and is asked for 50 of them several times over, so each list is indexed once. */
const indexOf = rememberedRecently((services: ReadonlyArray<Service>) => indexByName(services, ({ name }) => name))

/** The first service of that name, without case. */
export const findService = (services: ReadonlyArray<Service>, name: string): Service | undefined =>
  findByName(indexOf(services), name)

/** Whether a service that is installed is to start with Windows. */
export const startsByDefault = ({ expected }: ServiceDefault): boolean =>
  expected === 'running' || expected === 'automatic'

/** The services that start by default on a kind of server. */
export const startingRows = rememberedFor((kind: ServerKind) =>
  serviceDefaults.filter((row) => startsByDefault(row) && row.judged(kind))
)

/** Whether more than half of the listed services that start by default are of a kind. */
export const most = (
  kind: ServerKind,
  services: ReadonlyArray<Service>,
  such: (service: Service) => boolean
): boolean => {
  const index = indexOf(services)
  let [listed, found] = [0, 0]
  for (const { name } of startingRows(kind)) {
    const service = findByName(index, name)
    if (service === undefined) continue
    listed += 1
    if (such(service)) found += 1
  }
  return found * 2 > listed
}

/** Whether Windows starts it by itself, at once or delayed. */
export const startsByItself = ({ startType }: Service): boolean =>
  startType === 'Automatic' || startType === 'AutomaticDelayedStart'

export const isDisabled = ({ startType }: Service): boolean => startType === 'Disabled'

/** Whether it is Disabled or stopped, as an update leaves it. */
export const isDown = (service: Service): boolean => isDisabled(service) || service.status === 'Stopped'

/** Whether most services of Exchange are Disabled, as a failed update leaves them. */
export const mostlyDisabled = (kind: ServerKind, services: ReadonlyArray<Service>): boolean =>
  most(kind, services, isDisabled)

/** Whether most services of Exchange are stopped, as an update has them while it runs. */
export const mostlyStopped = (kind: ServerKind, services: ReadonlyArray<Service>): boolean =>
  most(kind, services, ({ status }) => status === 'Stopped')
