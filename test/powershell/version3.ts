import type { Tree } from './trees'

/**
 * What scripts for servers may use: commands with their parameters that Windows PowerShell 3.0 has, and members of types that
 * .NET 4.5 has. A new one belongs here once it was looked up in Microsoft's documentation of that version.
 */
const commands: Readonly<Record<string, string>> = {
  'Add-Type': '-Path',
  'ConvertTo-Json': '-InputObject -Depth -Compress',
  'Copy-Item': '-LiteralPath -Destination -Force',
  'ForEach-Object': '',
  'Get-Acl': '-LiteralPath',
  'Get-Item': '-LiteralPath',
  'Get-Process': '-Name -Id',
  'Get-Service': '-Name -DependentServices -RequiredServices',
  'Join-Path': '',
  'New-Object': '-TypeName -ArgumentList -ComObject',
  'New-PSSession': '',
  'New-PSSessionOption': '-Culture -UICulture',
  'Out-Null': '',
  'Pop-Location': '',
  'Push-Location': '-LiteralPath',
  'Remove-PSSession': '',
  'Resume-Service': '',
  'Select-Object': '-First -Last',
  'Set-Content': '-LiteralPath -Encoding',
  'Set-Service': '-Name -StartupType',
  'Set-StrictMode': '-Version',
  'Sort-Object': '-Property -Descending -Unique',
  'Start-Service': '',
  'Start-Sleep': '-Milliseconds -Seconds',
  'Where-Object': '',
  'Write-Error': '',
  '.\\DependentAssemblyGenerator.exe': '-exchangePath -configFile'
}

/** What every command takes in 3.0. */
const common = ['-ErrorAction', '-ErrorVariable', '-WarningAction']

const ofTypes: Readonly<Record<string, string>> = {
  Activator: 'CreateInstance()',
  Array: 'Copy() CreateInstance() Sort() IndexOf() Reverse()',
  BitConverter: 'GetBytes() ToString() ToUInt32()',
  Console: 'Error Out IsOutputRedirected OpenStandardOutput() OutputEncoding',
  Convert: 'FromBase64String() ToBase64String() ToInt32() ToString()',
  DateTime: 'MinValue Now UtcNow TryParseExact()',
  'Diagnostics.EventLog': 'WriteEntry()',
  'Diagnostics.FileVersionInfo': 'GetVersionInfo()',
  'Diagnostics.Process': 'GetCurrentProcess() GetProcesses() GetProcessById() GetProcessesByName() Start()',
  'Diagnostics.Stopwatch': 'Frequency IsHighResolution GetTimestamp() StartNew()',
  Environment:
    'ExitCode Is64BitOperatingSystem Is64BitProcess MachineName SystemDirectory ExpandEnvironmentVariables() GetEnvironmentVariable() GetFolderPath() SetEnvironmentVariable()',
  'Globalization.CultureInfo': 'InvariantCulture',
  Guid: 'NewGuid()',
  'IO.Directory':
    'CreateDirectory() Delete() Exists() GetDirectories() GetFiles() EnumerateDirectories() EnumerateFiles() GetLastWriteTimeUtc() Move()',
  'IO.FileAttributes': 'Directory ReparsePoint',
  'IO.File':
    'AppendAllText() Copy() Delete() Exists() GetAttributes() GetCreationTimeUtc() GetLastWriteTimeUtc() Move() Open() OpenRead() ReadAllBytes() ReadAllText() Replace() WriteAllBytes() WriteAllText()',
  'IO.Path': 'Combine() GetFileName() GetDirectoryName() GetPathRoot()',
  int: 'TryParse() MaxValue',
  long: 'TryParse() MaxValue',
  Math: 'Ceiling() Floor() Max() Min()',
  'Microsoft.Win32.RegistryKey': 'OpenBaseKey()',
  'Net.Dns': 'GetHostName()',
  'Net.IPAddress': 'Any IPv6Any IsLoopback() TryParse()',
  'Net.NetworkInformation.IPGlobalProperties': 'GetIPGlobalProperties()',
  'Net.NetworkInformation.NetworkInterface': 'GetAllNetworkInterfaces()',
  NullString: 'Value',
  PowerShell: 'Create()',
  'Reflection.Assembly': 'Load() LoadFrom()',
  regex: 'IsMatch() Match() Matches() Replace() Split() Escape()',
  ScriptBlock: 'Create()',
  'Security.Principal.WindowsBuiltInRole': 'Administrator',
  'Security.Principal.WindowsIdentity': 'GetCurrent()',
  string: 'Equals() IsNullOrEmpty() IsNullOrWhiteSpace() Join() Compare() CompareOrdinal()',
  StringComparer: 'Ordinal OrdinalIgnoreCase',
  StringComparison: 'Ordinal OrdinalIgnoreCase',
  'Text.Encoding': 'ASCII UTF8 Unicode Default GetEncoding()',
  'Threading.Mutex': 'TryOpenExisting()',
  'Threading.Thread': 'Sleep()',
  'Threading.WaitHandle': 'WaitAny()',
  TimeSpan: 'FromMinutes() FromSeconds() FromMilliseconds() TryParse() Zero',
  Type: 'GetTypeFromProgID()',
  Uri: 'UnescapeDataString()',
  'Xml.XmlReader': 'Create()',
  // Later than .NET 4.5, or not there at all: asked for only where the script has seen that it is there.
  'IO.FileSystemAclExtensions': 'Create()',
  'Security.Cryptography.X509Certificates.RSACertificateExtensions': 'GetRSAPrivateKey()',
  'Security.Cryptography.X509Certificates.ECDsaCertificateExtensions': 'GetECDsaPrivateKey()'
}

/** Methods of objects, of whatever type; `Where` and `ForEach` came with 4.0, `new` with 5.0. */
const ofObjects =
  'Add AddArgument AddCommand AddDays AddRange AddHours AddMinutes AddParameter AddScript AddSeconds Append BeginErrorReadLine BeginInvoke BeginOutputReadLine BeginStop Clear Close CommitChanges ComputeHash Connect Contains ContainsKey Continue Create CreateFolder CreateInstance DeleteFolder DeleteTask Dequeue Dispose EndInvoke EndsWith Enqueue EnumerateFiles Equals Execute FindAll Flush GetAccessRules GetAttribute GetBaseException GetBytes GetFolder GetHashCode GetIPProperties GetOwner GetSecurityDescriptorSddlForm GetString GetSubKeyNames GetTask GetTasks GetType GetUnresolvedProviderPathFromPSPath GetValue GetValueNames IndexOf Invoke IsInRole IsMatch Kill LastIndexOf Load Match Matches NewTask NextMatch Open OpenSubKey Read ReadEvent ReadLine ReadToEnd Refresh RegisterTaskDefinition ReleaseMutex Remove Replace Run RunEx Seek SelectNodes SelectSingleNode SetAttributeValue SetLength SetSecurityDescriptorSddlForm SetValue Split Start StartsWith Stop Substring ToArray ToLowerInvariant ToString ToUniversalTime ToUpperInvariant Trim TrimEnd TrimStart TryGetValue WaitForExit WaitForStatus WaitOne Write WriteLine get_AvailableFreeSpace get_DocumentElement get_Length get_LocalName get_PrivateKey get_TotalSize get_Value'

/** Kinds of nodes that came after 3.0. */
const laterKinds =
  /^(TypeDefinition|UsingStatement|FunctionMember|PropertyMember|BaseCtorInvokeMemberExpression|ConfigurationDefinition|DynamicKeywordStatement|TernaryExpression|PipelineChain|PipelineChainStatement)Ast$/

const laterOperators = /^(QuestionQuestion|NullConditional)/

const words = (list: string | undefined): ReadonlyArray<string> => (list ?? '').split(' ')

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

const valueFor = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.entries(table).find(([key]) => sameName(key, name))?.[1]

const holds = (list: ReadonlyArray<string>, name: string): boolean => list.some((one) => sameName(one, name))

const laterCommand =
  (own: ReadonlyArray<string>) =>
  (command: string): ReadonlyArray<string> => {
    const [name = '', ...parameters] = command.split(' ')
    // A program by its path, or a block, has no name that the tree tells.
    if (name === '' || holds(own, name)) return []
    const known = valueFor(commands, name)
    if (known === undefined) return [`the command ${name}`]
    return parameters.filter((one) => !holds([...words(known), ...common], one)).map((one) => `${name} ${one}`)
  }

const laterMember = (member: string): ReadonlyArray<string> => {
  const [, type, name] = /^\[(.+)\]::(.+)$/.exec(member) ?? []
  if (type === undefined || name === undefined)
    return holds(words(ofObjects), member.replace(/\(\)$/, '')) ? [] : [`the method ${member}`]
  return holds(words(valueFor(ofTypes, type.replace(/^System\./i, ''))), name) ? [] : [member]
}

/** What a script uses besides its own functions that Windows PowerShell 3.0 is not known to have. */
export const laterThan3 = (tree: Tree, own: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set([
    ...tree.commands.flatMap(laterCommand(own)),
    ...tree.members.flatMap(laterMember),
    ...tree.kinds.filter((kind) => laterKinds.test(kind)),
    ...tree.operators.filter((one) => laterOperators.test(one))
  ])
]
