# Members of Exchange's role groups, be it by groups in them, whose name ends in $. Each member is read by itself: a
# search that is cut off by the domain controller would look like one that found nothing.
$mostAdminGroups = 200
$mostAdminMembers = 1000
$mostAdminSeconds = 30

function Read-DirectoryMember {
    param([string] $Name)
    $names = 'objectClass', 'sAMAccountName', 'member'
    $found = @(Find-DirectoryObject $Name.Replace('/', '\/') '(objectClass=*)' 'Base' $names)
    if ($found.Count -ne 1) { throw 'it was not found' }
    $found[0]
}

# A list of more than 1500 members comes in ranges, under another name, and is not read.
function Add-AdminGroup {
    param($Search, [string] $Role, $Values)
    $Search.groups++
    if ($Search.groups -gt $mostAdminGroups) { throw "the role groups hold more than $mostAdminGroups groups" }
    foreach ($name in @($Values.Keys)) {
        if ([regex]::IsMatch($name, '\Amember;range=')) {
            throw "a group in $Role has more than $mostAdminMembers members"
        }
    }
    foreach ($member in @($Values['member'])) {
        if ($null -eq $member -or $Search.seen.ContainsKey("$member")) { continue }
        $Search.seen["$member"] = $true
        if ($Search.seen.Count -gt $mostAdminMembers) {
            throw "the role groups have more than $mostAdminMembers members"
        }
        $Search.open.Enqueue(@{ role = $Role; member = "$member" })
    }
}

# A domain that does not answer is asked three times, and then no more.
function Get-AdminDomain {
    param([string] $Name)
    [regex]::Match($Name, '(?i)DC=[^,]+(,DC=[^,]+)*\z').Value
}

function Test-DollarName {
    param($Name)
    "$Name".EndsWith([string] [char] 36, [StringComparison]::Ordinal)
}

function Read-AdminMember {
    param($Search, $Next)
    $values = $null
    $domain = Get-AdminDomain $Next.member
    $reason = 'its domain gave no answer three times'
    if ($Search.failed[$domain] -lt 3) {
        try { $values = Read-DirectoryMember $Next.member }
        catch {
            $reason = Get-Reason $_
            $Search.failed[$domain]++
        }
    }
    if ($null -eq $values) {
        $unread = [ordered]@{ name = ConvertTo-PlainName $Next.member; reason = $reason }
        $null = $Search.unread.Add($unread)
        return
    }
    $classes = @($values['objectclass'])
    if ($classes -contains 'group') { Add-AdminGroup $Search $Next.role $values }
    elseif ($classes -contains 'foreignSecurityPrincipal') {
        $unread = [ordered]@{ name = ConvertTo-PlainName $Next.member; reason = 'it is an account of another forest' }
        $null = $Search.unread.Add($unread)
    }
    elseif ($classes -notcontains 'computer' -and (Test-DollarName $values['samaccountname'])) {
        $found = [ordered]@{ group = $Next.role; name = ConvertTo-PlainName $values['samaccountname'] }
        $null = $Search.names.Add($found)
    }
}

function Get-AdminName {
    $root = Open-DirectoryObject 'RootDSE'
    $configuration = "$($root.Properties['configurationNamingContext'].Value)"
    $domain = "$($root.Properties['rootDomainNamingContext'].Value)"
    if ($configuration -eq '' -or $domain -eq '') { throw 'no domain controller answers' }
    $null = Get-DirectoryOrganization "CN=Microsoft Exchange,CN=Services,$configuration"
    $comparer = [StringComparer]::OrdinalIgnoreCase
    $search = @{
        groups = 0
        seen = New-Object 'System.Collections.Generic.Dictionary[string,object]' -ArgumentList $comparer
        failed = @{}
        open = New-Object System.Collections.Queue
        names = New-Object System.Collections.ArrayList
        unread = New-Object System.Collections.ArrayList
    }
    # The type of recipients that is a role group.
    $filter = '(&(objectCategory=group)(msExchRecipientTypeDetails=1073741824))'
    $roles = @(Find-DirectoryObject $domain $filter 'Subtree' @('name', 'member'))
    if ($roles.Count -eq 0) { throw 'the directory shows no role group' }
    foreach ($role in $roles) { Add-AdminGroup $search (ConvertTo-PlainName $role['name']) $role }
    $ends = [DateTime]::UtcNow.AddSeconds($mostAdminSeconds)
    while ($search.open.Count -gt 0) {
        if ([DateTime]::UtcNow -gt $ends) { throw "not read within $mostAdminSeconds s" }
        Read-AdminMember $search $search.open.Dequeue()
    }
    [ordered]@{
        groups = $search.groups
        members = $search.seen.Count
        names = [object[]] @($search.names)
        unread = [object[]] @($search.unread)
    }
}

$organizationSections.adminNames = { Get-AdminName }
