/** What Windows and the .NET Framework say in English, and the same in other languages, as far as the words tell a cause. */
const sentences: Readonly<Record<string, ReadonlyArray<string>>> = {
  'Access is denied': [
    'Zugriff verweigert',
    'Accès refusé',
    'Acceso denegado',
    'Accesso negato',
    'Acesso negado',
    'Отказано в доступе',
    'アクセスが拒否されました',
    '拒绝访问',
    '存取被拒',
    '액세스가 거부되었습니다',
    'Odmowa dostępu',
    'Toegang geweigerd',
    'Přístup byl odepřen',
    'Erişim engellendi'
  ],
  'There is not enough space on the disk': [
    'nicht genug Speicherplatz auf dem Datenträger',
    'Espace insuffisant sur le disque',
    'Espacio en disco insuficiente',
    'Spazio su disco insufficiente',
    'Espaço insuficiente no disco',
    'Não há espaço suficiente no disco',
    'Недостаточно места на диске',
    'ディスクに十分な空き領域がありません',
    '磁盘空间不足',
    '磁碟空間不足',
    '디스크 공간이 부족합니다',
    'Za mało miejsca na dysku',
    'onvoldoende schijfruimte',
    'Na disku není dost místa',
    'Diskte yeterli yer yok'
  ],
  'The file is being used by another process': [
    'von einem anderen Prozess verwendet',
    'utilisé par un autre processus',
    "d'utilisation par un autre processus",
    'utilizado por otro proceso',
    'utilizado en otro proceso',
    'utilizzato da un altro processo',
    'in uso da un altro processo',
    'sendo usado por outro processo',
    'используется другим процессом',
    'занят другим процессом',
    '別のプロセスで使用されている',
    '別のプロセスが使用中',
    '正由另一进程使用',
    '另一个程序正在使用此文件',
    '다른 프로세스에서 사용',
    'używany przez inny proces',
    'wordt gebruikt door een ander proces',
    'door een ander proces wordt gebruikt',
    'používán jiným procesem',
    'başka bir işlem tarafından kullanıl'
  ],
  'The LDAP server is unavailable': [
    'LDAP-Server ist nicht verfügbar',
    "serveur LDAP n'est pas disponible",
    'serveur LDAP est indisponible',
    'servidor LDAP no está disponible',
    'server LDAP non è disponibile',
    'servidor LDAP não está disponível',
    'LDAP-сервер недоступен',
    'Сервер LDAP недоступен',
    'LDAP サーバーを使用できません',
    'LDAP サーバーは利用できません',
    'LDAP 服务器不可用',
    'LDAP 伺服器無法使用',
    'Serwer LDAP jest niedostępny',
    'LDAP-server is niet beschikbaar'
  ],
  'The server is not operational': [
    'Der Server ist nicht funktionstüchtig',
    "Le serveur n'est pas opérationnel",
    'El servidor no es funcional',
    'Il server non è operativo',
    'O servidor não está operacional',
    'Сервер неработоспособен',
    '服务器无法运行'
  ],
  'The RPC server is unavailable': [
    'RPC-Server ist nicht verfügbar',
    "serveur RPC n'est pas disponible",
    'servidor RPC no está disponible',
    'Server RPC non disponibile',
    'servidor RPC não está disponível',
    'Сервер RPC недоступен',
    'RPC サーバーを利用できません',
    'RPC 服务器不可用',
    'Serwer RPC jest niedostępny',
    'RPC-server is niet beschikbaar'
  ],
  'running scripts is disabled on this system': [
    'Ausführung von Skripts auf diesem System deaktiviert',
    'exécution de scripts est désactivée sur ce système',
    'ejecución de scripts está deshabilitada en este sistema',
    'esecuzione di script è disabilitata',
    'execução de scripts foi desabilitada neste sistema',
    'выполнение сценариев отключено в этой системе',
    'このシステムではスクリプトの実行が無効',
    '在此系统上禁止运行脚本',
    'uruchamianie skryptów jest wyłączone w tym systemie',
    'uitvoeren van scripts is uitgeschakeld op dit systeem'
  ],
  'is not digitally signed': [
    'ist nicht digital signiert',
    "n'est pas signé numériquement",
    'no está firmado digitalmente',
    'non ha firma digitale',
    'não está assinado digitalmente',
    'не имеет цифровой подписи'
  ],
  'This script contains malicious content and has been blocked by your antivirus software': [
    'von Ihrer Antivirensoftware blockiert',
    'bloqué par votre logiciel antivirus',
    'bloqueado por el software antivirus',
    'bloccato dal software antivirus',
    'bloqueado pelo software antivírus',
    'заблокирован антивирусным программным обеспечением',
    'ウイルス対策ソフトウェアによってブロック',
    '已被你的防病毒软件阻止'
  ],
  'No such host is known': [
    'Host ist nicht bekannt',
    'Host ist unbekannt',
    'Hôte inconnu',
    'Host desconocido',
    'Host sconosciuto',
    'Este host não é conhecido',
    'Этот хост неизвестен',
    'そのようなホストは不明です',
    '不知道这样的主机'
  ],
  'Cannot start service': [
    'Impossible de démarrer le service',
    'No se puede iniciar el servicio',
    'Impossibile avviare il servizio',
    'Não é possível iniciar o serviço',
    'Não foi possível iniciar o serviço',
    'Не удается запустить службу',
    'サービスを開始できません',
    '无法启动服务',
    'Nie można uruchomić usługi'
  ],
  'The service cannot be started, either because it is disabled': [
    'kann nicht gestartet werden, da er deaktiviert ist',
    "ne peut pas être démarré parce qu'il est désactivé",
    'no puede iniciarse porque está deshabilitado',
    'não pode ser iniciado porque está desabilitado',
    'не может быть запущена, поскольку она отключена',
    '无法启动服务，原因可能是已被禁用'
  ],
  'The network path was not found': [
    'Netzwerkpfad wurde nicht gefunden',
    "chemin réseau n'a pas été trouvé",
    'No se ha encontrado la ruta de acceso de la red',
    'Impossibile trovare il percorso di rete',
    'caminho da rede não foi encontrado',
    'Не найден сетевой путь',
    'ネットワーク パスが見つかりません',
    '找不到网络路径'
  ],
  'The device is not ready': [
    "périphérique n'est pas prêt",
    'dispositivo no está listo',
    'Periferica non pronta',
    'dispositivo não está pronto',
    'Устройство не готово',
    '设备未就绪'
  ],
  'The upgrade patch cannot be installed': [
    'Upgradepatch kann nicht vom Windows Installer-Dienst installiert werden',
    'Das Upgrade kann nicht vom Windows Installer-Dienst installiert werden',
    'Updatepatch kann nicht vom Windows Installer-Dienst installiert werden',
    'correctif de mise à niveau ne peut pas être installé par le service Windows Installer',
    'Windows Installer no puede instalar la revisión de actualización',
    'upgradepatch kan niet door de Windows Installer',
    'revisión de actualización mediante el servicio de Windows Installer',
    'patch de atualização não pode ser instalado pelo serviço Windows Installer',
    'patch di aggiornamento tramite il servizio Windows Installer'
  ],
  'Keyset does not exist': [
    'Schlüsselsatz ist nicht vorhanden',
    "jeu de clés n'existe pas",
    'conjunto de claves no existe',
    'set di chiavi non esiste',
    'conjunto de chaves não existe',
    'Набор ключей не существует',
    'キーセットがありません',
    '密钥集不存在'
  ],
  'There is a time and/or date difference between the client and server': [
    'Uhrzeit- und/oder Datumsunterschied zwischen Client und Server',
    'différence de date et/ou d’heure entre le client et le serveur',
    "différence d'heure et/ou de date entre le client et le serveur",
    'diferencia de fecha u hora entre el cliente y el servidor',
    'Показания времени и/или даты на клиенте и сервере отличаются'
  ]
}

const withoutBlanks = (text: string): string => text.replace(/\s+/g, '').toLowerCase()

const foreign = Object.entries(sentences).map(([english, others]) => ({ english, others: others.map(withoutBlanks) }))

/** What a text says in other languages, told again in English after it, so that one rule fits all of them. */
export const withEnglish = (text: string): string => {
  const packed = withoutBlanks(text)
  const told = foreign.filter(({ others }) => others.some((sentence) => packed.includes(sentence)))
  return [text, ...told.map(({ english }) => english)].join('\n')
}
