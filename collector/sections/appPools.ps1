# What IIS is to do, of its own file; null where IIS isn't installed. Read once for all sections that ask.
function Get-IisConfiguration {
    if ($memory.ContainsKey('iis')) { return , $memory.iis }
    $document = $null
    if ($null -ne (Open-MachineKey 'SOFTWARE\Microsoft\InetStp')) {
        $folder = Get-SystemPath 'inetsrv\config'
        if (-not [IO.Directory]::Exists($folder)) {
            throw "the configuration of IIS is not there, or out of reach: $folder"
        }
        Assert-OwnConfiguration (Get-SystemPath 'inetsrv\config\redirection.config')
        $document = Read-Xml (Get-SystemPath 'inetsrv\config\applicationHost.config')
    }
    $memory.iis = $document
    , $document
}

function Select-IisNode {
    param($Document, [string] $Place)
    $Document.SelectNodes("/configuration/system.applicationHost/$Place")
}

# The value of an attribute, else that of the defaults of its kind, else the one that IIS has by itself.
function Get-IisSetting {
    param($Node, [string] $Name, $Defaults, [string] $Otherwise)
    foreach ($place in @($Node) + @($Defaults)) {
        if ($null -eq $place) { continue }
        $text = $place.GetAttribute($Name)
        if ($text -ne '') { return ConvertTo-EventText $text 300 }
    }
    $Otherwise
}

# When the newest process of a pool was started; null where it has none, or that isn't told.
function Get-PoolStart {
    param($Pool)
    $newest = $null
    try {
        foreach ($worker in $Pool.WorkerProcesses) {
            $start = [Diagnostics.Process]::GetProcessById($worker.ProcessId).StartTime
            if ($null -eq $newest -or $start -gt $newest) { $newest = $start }
        }
    }
    catch {
        return $null
    }
    if ($null -eq $newest) { return $null }
    ConvertTo-Instant $newest
}

# IIS tells states only while it runs, and only to administrators: what it doesn't tell is null.
function Get-IisState {
    $states = @{ pools = @{}; sites = @{}; starts = @{} }
    try {
        if ((Get-Service -Name 'W3SVC').Status -ne 'Running') { return $states }
        $null = [Reflection.Assembly]::LoadFrom((Get-SystemPath 'inetsrv\Microsoft.Web.Administration.dll'))
        $manager = New-Object Microsoft.Web.Administration.ServerManager
        foreach ($pool in $manager.ApplicationPools) {
            Assert-InTime
            $states.pools[$pool.Name] = "$($pool.State)"
            $states.starts[$pool.Name] = Get-PoolStart $pool
        }
        foreach ($site in $manager.Sites) { $states.sites[$site.Name] = "$($site.State)" }
    }
    catch {
        # A state that isn't known is told as null.
        $null = $_
    }
    $states
}

function Get-PoolState {
    param($Document, $States)
    $defaults = @(Select-IisNode $Document 'applicationPools/applicationPoolDefaults')
    foreach ($node in Select-IisNode $Document 'applicationPools/add') {
        Assert-InTime
        $name = $node.GetAttribute('name')
        $models = @(@($node) + $defaults | ForEach-Object { $_.SelectSingleNode('processModel') })
        $identity = Get-IisSetting $null 'identityType' $models 'ApplicationPoolIdentity'
        [ordered]@{
            name = $name
            autoStart = (Get-IisSetting $node 'autoStart' $defaults 'true') -eq 'true'
            startMode = Get-IisSetting $node 'startMode' $defaults 'OnDemand'
            state = $States.pools[$name]
            started = $States.starts[$name]
            identity = $identity
        }
    }
}

function Get-SiteState {
    param($Document, $States)
    $defaults = @(Select-IisNode $Document 'sites/siteDefaults')
    foreach ($node in Select-IisNode $Document 'sites/site') {
        Assert-InTime
        $name = $node.GetAttribute('name')
        $id = $node.GetAttribute('id')
        [ordered]@{
            name = $name
            id = if ([regex]::IsMatch($id, '\A[0-9]{1,9}\z')) { [int] $id } else { $null }
            autoStart = (Get-IisSetting $node 'serverAutoStart' $defaults 'true') -eq 'true'
            state = $States.sites[$name]
        }
    }
}

# The applications of all sites, with the pool of each and the folder that it serves.
function Read-Application {
    param($Document)
    $defaults = @(Select-IisNode $Document 'sites/applicationDefaults')
    foreach ($node in Select-IisNode $Document 'sites/site/application') {
        Assert-InTime
        $own = @(@($node.ParentNode.SelectSingleNode('applicationDefaults')) + $defaults)
        $root = $node.SelectSingleNode('virtualDirectory[@path="/"]')
        $folder = if ($null -eq $root) { '' } else { $root.GetAttribute('physicalPath') }
        $folder = [Environment]::ExpandEnvironmentVariables($folder)
        @{
            site = $node.ParentNode.GetAttribute('name')
            path = $node.GetAttribute('path')
            pool = Get-IisSetting $node 'applicationPool' $own 'DefaultAppPool'
            folder = ConvertTo-EventText (ConvertTo-KnownText $folder) 300
        }
    }
}

function Get-Application {
    param($Document)
    foreach ($one in @(Read-Application $Document)) {
        [ordered]@{ site = $one.site; path = $one.path; pool = $one.pool; folder = $one.folder }
    }
}

function Get-AppPool {
    $document = Get-IisConfiguration
    if ($null -eq $document) {
        return [ordered]@{ pools = [object[]] @(); sites = [object[]] @(); applications = [object[]] @() }
    }
    $states = Get-IisState
    [ordered]@{
        pools = [object[]] @(Get-PoolState $document $states)
        sites = [object[]] @(Get-SiteState $document $states)
        applications = [object[]] @(Get-Application $document)
    }
}

$sections.appPools = { Get-AppPool }
