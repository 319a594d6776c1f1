import { directory, type FailureRow, tasks } from './failureRow'

const file = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Bin\\Microsoft.Exchange.Common.dll'

const folder = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\FrontEnd\\HttpProxy\\owa\\auth\\15.2.1258'

const stopping = 'stop-SetupService -ServiceName MSExchangeTransport'

/** What Windows and setup say in other languages. */
export const foreignFailures: ReadonlyArray<FailureRow> = [
  { issue: 'disk-full', says: 'System.IO.IOException: Espacio en disco insuficiente.' },
  {
    issue: 'disk-full',
    says: 'System.IO.IOException: Es steht nicht genug Speicherplatz auf dem Datenträger zur Verfügung.'
  },
  {
    issue: 'file-in-use',
    says: `System.IO.IOException: Der Prozess kann nicht auf die Datei "${file}" zugreifen, da sie von einem anderen Prozess verwendet wird.`,
    advice: /Microsoft\.Exchange\.Common\.dll not to be in use/
  },
  {
    issue: 'file-in-use',
    says: `System.IO.IOException: Le processus ne peut pas accéder au fichier '${file}', car il est en cours d'utilisation par un autre processus.`
  },
  { issue: 'access-denied', says: 'System.ComponentModel.Win32Exception (0x80004005): Отказано в доступе' },
  {
    issue: 'directory-server-unavailable',
    says: `${directory}.ADTransientException: Active Directory サーバー DC01.contoso.com は使用できません。 ---> System.DirectoryServices.Protocols.LdapException: LDAP サーバーを使用できません。`
  },
  {
    issue: 'no-right-to-folder',
    says: `${tasks}.TaskException: Das Installieren des Produkts "E:\\exchangeserver.msi" ist fehlgeschlagen. Fehlercode: 1603. Der letzte Fehler: 'Nicht ausreichende Berechtigungen für dieses Verzeichnis: ${folder}. Die Installation endet.'`,
    advice: /icacls '[^']*owa\\auth\\15\.2\.1258'/
  },
  {
    issue: 'no-right-to-folder',
    says: `${tasks}.TaskException: Falha ao instalar o produto E:\\exchangeserver.msi. O código do erro é 1603. O último erro é 'Sem privilégios para acessar este diretório: ${folder}. A instalação não pode continuar.'`,
    advice: /icacls '[^']*owa\\auth\\15\.2\.1258'/
  },
  {
    issue: 'service-does-not-stop',
    says: 'System.ServiceProcess.TimeoutException: Upłynął limit czasu i operacja nie została ukończona.',
    script: stopping
  },
  {
    issue: 'service-not-running-in-time',
    says: `${tasks}.ServiceDidNotReachStatusException: Le service 'MSExchangeADTopology' n'a pas pu atteindre l'état 'Running' sur ce serveur.`,
    script: 'Start-SetupService -ServiceName MSExchangeADTopology',
    advice: /the service MSExchangeADTopology to stay up/
  },
  {
    issue: 'scripts-disabled',
    says: 'System.Management.Automation.PSSecurityException: Die Datei kann nicht geladen werden, da die Ausführung von Skripts auf diesem System deaktiviert ist.'
  },
  {
    issue: 'antivirus-blocked-script',
    says: 'System.Management.Automation.ParseException: Dieses Skript enthält schädliche Daten und wurde von Ihrer Antivirensoftware blockiert.'
  },
  {
    issue: 'installer-service-failed',
    says: `${tasks}.TaskException: Das Installieren des Produkts "E:\\exchangeserver.msi" ist fehlgeschlagen. Fehlercode: 1603. Der letzte Fehler: 'Der Dienst "Microsoft Exchange Search Host Controller" (HostControllerService) konnte nicht gestartet werden.'.`,
    advice: /the service HostControllerService to be changeable/
  },
  {
    issue: 'msi-source-missing',
    says: `${tasks}.TaskException: Не удалось удалить продукт с кодом 521e6064-b4b1-4cbc-b58c-0e34eac81fa5. Код ошибки: 1612.`,
    advice: /521e6064-b4b1-4cbc-b58c-0e34eac81fa5/
  },
  {
    issue: 'patch-for-other-version',
    says: 'Das Upgradepatch kann nicht vom Windows Installer-Dienst installiert werden, weil das zu aktualisierende Programm fehlt.'
  },
  {
    issue: 'virtual-directory-left-over',
    says: "System.ArgumentException: El directorio virtual 'ecp' ya existe en 'EX01.contoso.com/Default Web Site'. Nombre del parámetro: VirtualDirectoryName",
    script: 'new-EcpVirtualDirectory -Role ClientAccess',
    advice: /ecp \(Default Web Site\)/
  },
  {
    issue: 'arbitration-mailbox-without-database',
    says: 'Microsoft.Exchange.Data.DataValidationException: Datenbank ist für UserMailbox obligatorisch. Eigenschaftenname: Database',
    script: 'set-mailbox -Arbitration'
  },
  {
    issue: 'well-known-object-wrong-group-type',
    says: 'Microsoft.Exchange.Management.Deployment.InvalidWKObjectTargetException: Der Objekteintrag mit der GUID "6c01d2a7-f083-4503-8132-789eeb127b84" verweist auf die Gruppe "contoso.com/Microsoft Exchange Security Groups/Exchange Servers" mit dem falschen Gruppentyp.',
    advice: /contoso\.com\/Microsoft Exchange Security Groups\/Exchange Servers to be "Universal/
  }
]
