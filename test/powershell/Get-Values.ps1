# Runs snippets of PowerShell and tells their values with their types. Usage: Get-Values.ps1 FILE OUT
# FILE: each line a snippet as JSON {code, strict}; OUT: for each a line of JSON, its values in order, and at their end
# "throws" where it ended with an error, or "no PowerShell" alone where it can't be parsed.
# Each has some variables: x, y, list, table, nothing.
param([string] $File, [string] $Out)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$env:OS = 'Windows_NT'
$env:ProgramData = 'C:\ProgramData'
$utf8 = [System.Text.UTF8Encoding]::new($false, $false)

function ConvertTo-Units {
    param([string] $Text)
    , [int[]] $Text.ToCharArray()
}

function Get-Shape {
    param($Value)
    if ($null -eq $Value) { return $null }
    $plain = $Value.PSObject.BaseObject
    if ($plain -is [string]) { return @{ string = ConvertTo-Units $plain } }
    if ($plain -is [int]) { return @{ int = $plain } }
    if ($plain -is [bool]) { return @{ bool = $plain } }
    if ($plain -is [char]) { return @{ char = [int] $plain } }
    if ($plain -is [switch]) { return @{ switch = $plain.IsPresent } }
    if ($plain -is [scriptblock]) { return @{ block = $true } }
    if ($plain -is [array]) {
        $elements = [System.Collections.Generic.List[object]]::new()
        foreach ($one in $plain) { $elements.Add((Get-Shape $one)) }
        return @{ array = $elements }
    }
    if ($plain -is [System.Collections.IDictionary]) {
        $entries = [System.Collections.Generic.List[object]]::new()
        foreach ($key in @($plain.Keys | Sort-Object)) { $entries.Add(@("$key", (Get-Shape $plain[$key]))) }
        return @{ table = $entries }
    }
    @{ other = $plain.GetType().FullName }
}

function Get-Values {
    param([scriptblock] $Block, [bool] $Strict)
    $values = [System.Collections.Generic.List[object]]::new()
    try {
        & {
            if ($Strict) { Set-StrictMode -Version 2.0 } else { Set-StrictMode -Off }
            $x = 5
            $y = 'abc'
            $list = @(3, 'a', $null)
            $table = @{ a = 1; b = 'two' }
            $nothing = $null
            . $Block
        } 3> $null 4> $null 6> $null | ForEach-Object { $values.Add((Get-Shape $_)) }
    } catch {
        $values.Add('throws')
    }
    , $values
}

$writer = [System.IO.StreamWriter]::new($Out, $false, $utf8)
foreach ($line in [System.IO.File]::ReadAllLines($File)) {
    $snippet = [System.Text.Json.JsonDocument]::Parse($line).RootElement
    $code = $snippet.GetProperty('code').GetString()
    $values = try {
        , (Get-Values ([scriptblock]::Create($code)) $snippet.GetProperty('strict').GetBoolean())
    } catch {
        , @('no PowerShell')
    }
    $writer.WriteLine((ConvertTo-Json -InputObject @($values) -Depth 20 -Compress))
}
$writer.Dispose()
