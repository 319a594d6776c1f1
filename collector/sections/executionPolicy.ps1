# What Group Policy wrote of scripts in a part of the registry. Not by Get-ExecutionPolicy, which asks WMI.
function Get-ScriptPolicy {
    param($Hive, [string] $Below)
    $key = $Hive.OpenSubKey($Below + 'SOFTWARE\Policies\Microsoft\Windows\PowerShell')
    if ($null -eq $key) { return @{ enableScripts = $null; executionPolicy = $null } }
    @{
        enableScripts = ConvertTo-ShortText $key.GetValue('EnableScripts')
        executionPolicy = ConvertTo-ShortText $key.GetValue('ExecutionPolicy')
    }
}

# The users whose part of the registry is loaded: who is signed in, and the accounts of services.
function Get-UserScriptPolicy {
    $users = [Microsoft.Win32.RegistryKey]::OpenBaseKey('Users', 'Registry64')
    foreach ($sid in @($users.GetSubKeyNames())) {
        Assert-InTime
        if (-not [regex]::IsMatch($sid, '\AS-1-[0-9-]{1,180}\z')) { continue }
        $values = @{ enableScripts = $null; executionPolicy = $null }
        $unreadable = $null
        try { $values = Get-ScriptPolicy $users "$sid\" } catch { $unreadable = Get-Reason $_ }
        [ordered]@{
            sid = $sid
            enableScripts = $values.enableScripts
            executionPolicy = $values.executionPolicy
            unreadable = $unreadable
        }
    }
}

function Get-ScriptSettings {
    $machine = Get-ScriptPolicy ([Microsoft.Win32.RegistryKey]::OpenBaseKey('LocalMachine', 'Registry64')) ''
    # Of 3.0 and later, and of 2.0 and before.
    $version = Get-MachineValue 'SOFTWARE\Microsoft\PowerShell\3\PowerShellEngine' 'PowerShellVersion'
    if ($null -eq $version) {
        $version = Get-MachineValue 'SOFTWARE\Microsoft\PowerShell\1\PowerShellEngine' 'PowerShellVersion'
    }
    [ordered]@{
        machine = [ordered]@{
            enableScripts = $machine.enableScripts
            executionPolicy = $machine.executionPolicy
        }
        users = [object[]] @(Get-UserScriptPolicy)
        powerShell = ConvertTo-ShortText $version
        languageMode = $ExecutionContext.SessionState.LanguageMode.ToString()
        elevated = Test-Administrator
    }
}

$sections.executionPolicy = { Get-ScriptSettings }
