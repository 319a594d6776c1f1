import { gzipSync } from 'node:zlib'
import type { CollectedServices, CollectedSetupLog, PackedFile } from '../../connections/setup-log/collected'

/** A file as the collector packs it. */
export const packed = (file: string, content: string | Uint8Array, changes: Partial<PackedFile> = {}): PackedFile => ({
  file,
  size: content.length,
  modified: '2026-11-03T09:00:00Z',
  gzip: gzipSync(content).toString('base64'),
  cut: false,
  ...changes
})

const unread = [{ file: 'locked.msilog', reason: 'it is locked' }]

/** The section `setupLog` as the collector writes it, with one of each that may stand in it. */
export const aCollectedLog: CollectedSetupLog = {
  log: packed('ExchangeSetup.log', ''),
  msi: [packed('ExchangeSetup.msilog', '')],
  unread
}

/** The section `servicesBefore` as the collector writes it, with one of each that may stand in it. */
export const aCollectedRecord: CollectedServices = {
  startModes: packed('ServiceStartupMode.xml', ''),
  states: packed('ServiceState.xml', ''),
  log: packed('ServiceControl.log', ''),
  unread
}
