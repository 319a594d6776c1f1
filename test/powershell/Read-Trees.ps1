# Parses texts by PowerShell's own parser and tells what they hold. Usage: Read-Trees.ps1 FILE OUT
# FILE: each line a text as JSON {text}; OUT: for each a line of JSON {errors, tree, values, commands, members, types, operators, kinds}.
# tree: the kinds of all nodes in their order, in which V is a quoted value (a literal, or its pieces in brackets) and a new
# line begins with each statement of the outermost try; values: these as UTF-16 units.
param([string] $File, [string] $Out)
$ErrorActionPreference = 'Stop'

# The text of a quoted value; null where the tree is anything but one.
function Get-Quoted {
    param($Node)
    $text = [System.Text.StringBuilder]::new()
    $left = [System.Collections.Generic.Stack[object]]::new()
    $left.Push($Node.Pipeline.GetPureExpression())
    while ($left.Count -gt 0) {
        $one = $left.Pop()
        $kind = if ($null -eq $one) { '' } else { $one.GetType().Name }
        if ($kind -eq 'BinaryExpressionAst' -and $one.Operator -eq 'Plus') {
            $left.Push($one.Right)
            $left.Push($one.Left)
        } elseif ($kind -eq 'StringConstantExpressionAst' -and $one.StringConstantType -eq 'SingleQuoted') {
            [void] $text.Append($one.Value)
        } elseif ($kind -eq 'ConvertExpressionAst' -and $one.Type.TypeName.FullName -eq 'char' -and
            $one.Child -is [System.Management.Automation.Language.ConstantExpressionAst] -and $one.Child.Value -is [int]) {
            [void] $text.Append([char] $one.Child.Value)
        } else { return $null }
    }
    $text.ToString()
}

function Read-Tree {
    param([string] $Text)
    $tokens = $errors = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseInput($Text, [ref] $tokens, [ref] $errors)
    $tree = [System.Text.StringBuilder]::new()
    $values = [System.Collections.Generic.List[object]]::new()
    $commands = [System.Collections.Generic.List[string]]::new()
    $members = [System.Collections.Generic.HashSet[string]]::new()
    $types = [System.Collections.Generic.HashSet[string]]::new()
    $operators = [System.Collections.Generic.HashSet[string]]::new()
    $kinds = [System.Collections.Generic.HashSet[string]]::new()
    $skippedTo = -1
    $outer = @($ast.EndBlock.Statements | Where-Object { $_ -is [System.Management.Automation.Language.TryStatementAst] })
    $body = if ($outer.Count -eq 1) { $outer[0].Body } else { $null }
    foreach ($node in $ast.FindAll({ $true }, $true)) {
        if ($node.Extent.StartOffset -lt $skippedTo) { continue }
        $kind = $node.GetType().Name
        if ($null -ne $body -and $node.Parent -eq $body) { [void] $tree.Append("`n") }
        $value = $null
        if ($kind -eq 'StringConstantExpressionAst' -and $node.StringConstantType -eq 'SingleQuoted') { $value = $node.Value }
        elseif ($kind -eq 'ParenExpressionAst' -and $node.Extent.Text.Contains('[char]0x')) {
            $value = Get-Quoted $node
            if ($null -ne $value) { $skippedTo = $node.Extent.EndOffset }
        }
        if ($null -ne $value) {
            $values.Add([int[]] $value.ToCharArray())
            [void] $tree.Append('V;')
            continue
        }
        [void] $tree.Append($kind.Replace('Ast', ';'))
        [void] $kinds.Add($kind)
        if ($node.PSObject.Properties['NullConditional'] -and $node.NullConditional) { [void] $operators.Add('NullConditional') }
        switch ($kind) {
            'CommandAst' {
                $name = $node.GetCommandName()
                [void] $tree.Append("$name;")
                $named = foreach ($one in $node.CommandElements) {
                    if ($one -is [System.Management.Automation.Language.CommandParameterAst]) { "-$($one.ParameterName)" }
                }
                $commands.Add((@("$name") + @($named)) -join ' ')
            }
            'InvokeMemberExpressionAst' {
                [void] $members.Add("$(if ($node.Static) { "[$($node.Expression.TypeName.FullName)]::" })$($node.Member)()")
            }
            'MemberExpressionAst' {
                if ($node.Static) { [void] $members.Add("[$($node.Expression.TypeName.FullName)]::$($node.Member)") }
            }
            'TypeExpressionAst' { [void] $types.Add($node.TypeName.FullName) }
            'TypeConstraintAst' { [void] $types.Add($node.TypeName.FullName) }
            'BinaryExpressionAst' { [void] $operators.Add("$($node.Operator)") }
            'AssignmentStatementAst' { [void] $operators.Add("$($node.Operator)") }
            'VariableExpressionAst' { [void] $tree.Append("$($node.VariablePath.UserPath);") }
        }
    }
    @{
        errors = @($errors | ForEach-Object { "line $($_.Extent.StartLineNumber): $($_.Message)" })
        tree = $tree.ToString()
        values = $values
        commands = $commands
        members = @($members)
        types = @($types)
        operators = @($operators)
        kinds = @($kinds)
    }
}

$writer = [System.IO.StreamWriter]::new($Out)
foreach ($line in [System.IO.File]::ReadAllLines($File)) {
    $text = [System.Text.Json.JsonDocument]::Parse($line).RootElement.GetProperty('text').GetString()
    $writer.WriteLine((ConvertTo-Json -InputObject (Read-Tree $text) -Depth 5 -Compress))
}
$writer.Dispose()
