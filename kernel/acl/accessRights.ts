import * as O from 'fp-ts/Option'

/** The bits of the rights codes of SDDL, as they count for files and folders ([MS-DTYP] 2.5.1.1). */
const bitsOfCode: Readonly<Record<string, number>> = {
  GA: 0x10000000,
  GX: 0x20000000,
  GW: 0x40000000,
  GR: 0x80000000,
  RC: 0x20000,
  SD: 0x10000,
  WD: 0x40000,
  WO: 0x80000,
  CC: 0x1,
  DC: 0x2,
  LC: 0x4,
  SW: 0x8,
  RP: 0x10,
  WP: 0x20,
  DT: 0x40,
  LO: 0x80,
  CR: 0x100,
  FA: 0x1f01ff,
  FR: 0x120089,
  FW: 0x120116,
  FX: 0x1200a0,
  KA: 0xf003f,
  KR: 0x20019,
  KW: 0x20006,
  KX: 0x20019
}

/** What the generic rights stand for on files and folders. */
const genericRights: ReadonlyArray<readonly [generic: number, file: number]> = [
  [0x10000000, 0x1f01ff],
  [0x20000000, 0x1200a0],
  [0x40000000, 0x120116],
  [0x80000000, 0x120089]
]

/** The union of rights, as an unsigned number of 32 bits. */
export const union = (masks: ReadonlyArray<number>): number => masks.reduce((all, mask) => all | mask, 0) >>> 0

/** Reads the rights of an entry: a hexadecimal mask, or two-letter codes one after the other. */
export const parseRights = (text: string): O.Option<number> => {
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return O.some(Number.parseInt(text, 16))
  if (!/^(?:[A-Z]{2})*$/.test(text)) return O.none
  const bits = (text.match(/../g) ?? []).map((code) => bitsOfCode[code])
  const known = bits.flatMap((bit) => (bit === undefined ? [] : [bit]))
  return known.length === bits.length ? O.some(union(known)) : O.none
}

const mapped = (mask: number): number =>
  genericRights.reduce((all, [generic, file]) => ((mask & generic) === 0 ? all : all | file), mask)

const holds = (mask: number, wanted: number): boolean => (mapped(mask) & wanted) === wanted

/** Full control of a folder. */
export const isFullControl = (mask: number): boolean => holds(mask, 0x1f01ff)

/** Reading data, attributes and rights; without the right to synchronize, which tools show or leave out at will. */
export const isRead = (mask: number): boolean => holds(mask, 0x20089)

/** Adding, changing, replacing or deleting what a folder holds, or taking the right to. */
export const isWrite = (mask: number): boolean => (mapped(mask) & 0xd0046) !== 0

/** Reading, adding, changing or deleting files: all that setup and Exchange do to what is below a folder. */
export const isUseOfFiles = (mask: number): boolean => (mapped(mask) & 0x10067) !== 0
