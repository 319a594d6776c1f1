import { colourStyle } from '../reports/colours'
import type { Layout } from '../reports/findingText'
import { plainStyle, type Style } from '../reports/text'
import { widthFrom } from '../reports/wrap'

/** Colours only where a person reads the answer on a terminal. */
export const styleFor = (out: string | null | undefined): Style =>
  out == null && process.stdout.isTTY && !process.env.NO_COLOR ? colourStyle : plainStyle

/** How an answer is laid out: in full where that is asked for. A pipe has no width, but who reads it may have said one. */
export const layoutFor = (out: string | null | undefined, full: boolean): Layout => ({
  width: widthFrom(process.env.COLUMNS ?? process.stdout.columns?.toString()),
  full,
  style: styleFor(out)
})
