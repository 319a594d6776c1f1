import * as t from 'io-ts'

// The words that several rooms use, one codec each: settings, facts, state, reports and the schema of the JSON decode by it.
// The schema calls a word by the name of its codec, where it has one.

/** All words of a codec, in its order. */
export const wordsOf = <W extends string>(codec: t.KeyofC<Readonly<Record<W, null>>>): ReadonlyArray<W> =>
  Object.keys(codec.keys).filter(codec.is)

const ownLevels = { advisory: null, mandatory: null }

/** A policy's own level: `mandatory` for what makes a patch incomplete or a server unsafe. */
export const ownLevel = t.keyof(ownLevels, 'OwnLevel')
export type OwnLevel = t.TypeOf<typeof ownLevel>

/** Enforcement levels, named as in Pulumi CrossGuard. */
export const level = t.keyof({ disabled: null, ...ownLevels, remediate: null }, 'Level')
export type Level = t.TypeOf<typeof level>

/** When a policy holds. */
export const stage = t.keyof({ 'before-update': null, 'after-update': null, always: null })
export type Stage = t.TypeOf<typeof stage>

/** What a policy comes to on a server. */
export const status = t.keyof({ compliant: null, drift: null, unknown: null, 'not-applicable': null }, 'Status')
export type Status = t.TypeOf<typeof status>

/** Where a command is typed; `exchange-shell` stands for the Exchange Management Shell. */
export const shell = t.keyof({ powershell: null, cmd: null, 'exchange-shell': null })
export type Shell = t.TypeOf<typeof shell>

/** The states of a Windows service, as Get-Service names them. */
export const serviceStatus = t.keyof({
  Running: null,
  Stopped: null,
  Paused: null,
  StartPending: null,
  StopPending: null,
  PausePending: null,
  ContinuePending: null
})
export type ServiceStatus = t.TypeOf<typeof serviceStatus>

const settableStartTypes = { Automatic: null, AutomaticDelayedStart: null, Manual: null, Disabled: null }

/** The start types that a service of Windows can be given; drivers alone have the others. */
export const settableStartType = t.keyof(settableStartTypes)

/** The start types of a Windows service or driver. */
export const startType = t.keyof({ ...settableStartTypes, Boot: null, System: null })
export type StartType = t.TypeOf<typeof startType>

/** Builds that the settings call by a name: the newest, or those of the article. */
export const namedBuildTarget = t.keyof({ latest: null, 'march-2021': null })

/** Which builds are right: those of a name, or a minimum for each product. */
export const buildTarget = t.union([namedBuildTarget, t.readonly(t.record(t.string, t.string))])
export type BuildTarget = t.TypeOf<typeof buildTarget>

/** The connections that are files. */
const fileConnections = { recorded: null, captures: null }
export const fileConnectionType = t.keyof(fileConnections)
export type FileConnectionType = t.TypeOf<typeof fileConnectionType>

/** How a server's facts come here. */
export const connectionType = t.keyof({ ...fileConnections, local: null, remoting: null, ssh: null })
export type ConnectionType = t.TypeOf<typeof connectionType>

/** The states that can be asked of a component of a server. */
export const requestableState = t.keyof({ Active: null, Inactive: null, Draining: null })
export type RequestableState = t.TypeOf<typeof requestableState>

/** What becomes of a server that a person took out of service: it is left alone, or remediated all the same. */
export const inMaintenance = t.keyof({ refuse: null, allow: null })
export type InMaintenance = t.TypeOf<typeof inMaintenance>

/** Exchange's own names of the roles of a server. */
export const roleName = t.keyof({
  Mailbox: null,
  ClientAccess: null,
  HubTransport: null,
  UnifiedMessaging: null,
  Edge: null
})
export type RoleName = t.TypeOf<typeof roleName>

/** The days of a week; the first is day 0 of a Date. */
export const weekday = t.keyof({
  Sunday: null,
  Monday: null,
  Tuesday: null,
  Wednesday: null,
  Thursday: null,
  Friday: null,
  Saturday: null
})
export type Weekday = t.TypeOf<typeof weekday>
