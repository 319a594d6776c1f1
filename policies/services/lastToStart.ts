import { sameName } from '../../kernel/compare'

/** These watch all other services of Exchange. */
const last = ['MSExchangeHM', 'MSExchangeHMRecovery']

/** Whether a service starts after all others. */
export const isLastToStart = (name: string): boolean => last.some((one) => sameName(one, name))
