import * as E from 'fp-ts/Either'
import type { Fact } from '../../facts/fact'
import { serviceStatus, startType } from '../../kernel/words'
import { textOf } from '../clixml'
import type { Output } from './objects'

/** The output of Get-Service. */
export const servicesFile = 'OS/GetService.xml'

/** The section `services`, in its recorded form; a word that Windows may add one day is an unknown, not a fault. */
export const readServices = (objects: Output): Fact<unknown> =>
  E.right(
    objects.map((object) => {
      const status = textOf('Status')(object)
      const start = textOf('StartType')(object)
      return {
        name: textOf('ServiceName')(object) ?? textOf('Name')(object),
        status: serviceStatus.is(status) ? status : null,
        startType: startType.is(start) ? start : null
      }
    })
  )
