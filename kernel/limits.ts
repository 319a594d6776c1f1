/**
 * The most that is read of one server; a list or text beyond it makes its section unreadable, with the reason. The largest
 * servers seen have 615 services, 301 certificates, 503 records of http.sys and some thousand folders.
 */
export const limits = {
  /** Characters of a name, path, subject or other text. */
  text: 1_024,
  /** Characters of an access control list, as Windows itself has it. */
  sddl: 65_535,
  /** Characters of a text that is taken from a log; a little more than the reader of logs keeps. */
  logText: 4_096,
  /** The same of an error with all its lines. */
  logEntry: 16_384,
  /** Characters of a path that waits for a restart, as the collector cuts it. */
  path: 400,
  /** Characters of the reason why a section could not be read. */
  reason: 200,
  /** Entries of a list for which nothing else is said. */
  entries: 10_000,
  services: 10_000,
  certificates: 5_000,
  /** Names of one certificate, and likewise its usages. */
  certificateNames: 1_000,
  bindings: 10_000,
  httpSysRecords: 10_000,
  folders: 20_000,
  binaries: 1_000,
  roles: 100,
  /** Files that wait for a restart. */
  renames: 200,
  /** Starts of Windows in its log. */
  starts: 20,
  /** Sources that tell of a restart. */
  restartSources: 10,
  /** Users whose part of the registry is loaded. */
  users: 1_000,
  /** Updates, patches and cached packages of Exchange and of what it needs. */
  packages: 2_000,
  /** Files of settings and pages that are compared, and likewise their saved copies. */
  configFiles: 600,
  /** Entries of a list that is taken from a log, and its errors and warnings; the reader of logs keeps fewer. */
  logEntries: 400,
  logErrors: 100,
  /** Files in which updates recorded the services. */
  serviceRecords: 100,
  /** Logs of the Windows Installer that a collector sends beside that of setup. */
  collectedLogs: 20,
  /** Records of one kind from a log of events; a collector keeps fewer. */
  events: 100,
  /** Pages that a web server runs, in the folders into which intruders put theirs. */
  webPages: 200,
  /** Folders of logs that are searched for traces of intruders; a collector looks into fewer. */
  traceLogs: 1_000,
  /** Files with such traces, and likewise files that intruders leave. */
  traceHits: 250,
  /** Addresses, and likewise answers, of the requests that one such file tells of. */
  clients: 20,
  /** Files web.config, and what one of them names. */
  webConfigs: 200,
  places: 200,
  /** What an antivirus program leaves out, of one kind; and the filter drivers of such programs. */
  exclusions: 2_000,
  filters: 200,
  /** Servers, and likewise DAGs, of an organization. */
  servers: 5_000,
  /** Members of a DAG: the product allows 16. */
  members: 160,
  /** Components, and likewise database copies, of one server of an organization. */
  onServer: 1_000
} as const
