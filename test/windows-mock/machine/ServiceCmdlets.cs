// The cmdlets for services: their errors are non-terminating, and hold the cause two exceptions deep.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Management.Automation;

namespace WindowsMock {

[StandsFor("Microsoft.PowerShell.Commands.ServiceCommandException")]
public sealed class ServiceCommandException : SystemException { public ServiceCommandException(string message, Exception cause) : base(message, cause) { } }

public abstract class ServiceCmdlet : PSCmdlet {
  protected void Refuse(string message, Exception cause, string service) { WriteError(new ErrorRecord(new ServiceCommandException(message, cause), "ServiceCommand", ErrorCategory.OpenError, service)); }

  protected IEnumerable<ServiceType> Named(string[] names) {
    foreach (var name in names) {
      if (WildcardPattern.ContainsWildcardCharacters(name)) {
        var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
        foreach (var one in Services.Names.Where(pattern.IsMatch)) yield return new ServiceType(one);
        continue;
      }
      var found = Services.Find(name);
      if (found == null) Refuse("Cannot find any service with service name '" + name + "'.", null, name);
      else yield return new ServiceType(found);
    }
  }
}

[Cmdlet(VerbsCommon.Get, "Service")]
public sealed class GetService : ServiceCmdlet {
  [Parameter(Position = 0)] public string[] Name { get; set; }
  [Parameter] public SwitchParameter DependentServices { get; set; }
  protected override void ProcessRecord() {
    var fault = Machine.Do("Get-Service " + (Name == null ? "*" : string.Join(",", Name)));
    if (fault == "error") ThrowTerminatingError(new ErrorRecord(new InvalidOperationException("Cannot open Service Control Manager on computer '.'. This operation might require other privileges.", new Win32Exception(1722, "The RPC server is unavailable")), "NoManager", ErrorCategory.OpenError, null));
    if (fault == "denied" || fault == "withheld") Refuse("Service 'one' cannot be queried due to the following error: Access is denied", new Win32Exception(5, "Access is denied"), "one");
    if (fault == "denied") return;
    var services = Name == null ? Services.Names.Select(one => new ServiceType(one)) : Named(Name);
    foreach (var one in services.ToList()) WriteObject(DependentServices ? (object)one.DependentServices : one, true);
  }
}

[Cmdlet(VerbsCommon.Set, "Service")]
public sealed class SetService : ServiceCmdlet {
  [Parameter(Position = 0, Mandatory = true)] public string Name { get; set; }
  [Parameter] public string StartupType { get; set; }
  protected override void ProcessRecord() {
    var fault = Machine.Do("Set-Service " + Name);
    foreach (var one in Named(new[] { Name }).ToList()) {
      if (fault == "ignored") return;
      if (fault == null) Services.Key(one.Name).SetValue("Start", Value);
      else Refuse("Service '" + Name + " (" + Name + ")' cannot be configured due to the following error: Access is denied", new Win32Exception(5, "Access is denied"), Name);
    }
  }
  int Value {
    get {
      var types = new List<string> { "Automatic", "Manual", "Disabled" };
      // Windows PowerShell knows no other.
      if (!types.Contains(StartupType)) throw Machine.Complain("a start type that Windows PowerShell doesn't know: " + StartupType);
      return types.IndexOf(StartupType) + 2;
    }
  }
}

public abstract class ActingCmdlet : ServiceCmdlet {
  [Parameter(Position = 0, ParameterSetName = "Name")] public string[] Name { get; set; }
  [Parameter(ValueFromPipeline = true, ParameterSetName = "InputObject")] public ServiceType[] InputObject { get; set; }
  protected abstract string Verb { get; }
  protected abstract void Act(ServiceType service);
  protected override void ProcessRecord() {
    foreach (var one in InputObject ?? Named(Name).ToArray()) {
      try {
        one.Refresh();
        Act(one);
        one.Refresh();
      } catch (InvalidOperationException problem) {
        Refuse("Failed to " + Verb + " service '" + one.DisplayName + " (" + one.Name + ")'.", problem, one.Name);
        continue;
      }
      // These cmdlets wait in windows of two seconds for as long as a service is on its way.
      if (one.Status == ServiceStatus.StartPending || one.Status == ServiceStatus.StopPending || one.Status == ServiceStatus.ContinuePending)
        throw Machine.Complain("a wait without an end for " + one.Name);
      if (Verb == "start" && one.Status == ServiceStatus.Stopped) Refuse("Failed to start service '" + one.DisplayName + " (" + one.Name + ")'.", null, one.Name);
    }
  }
}

[Cmdlet(VerbsLifecycle.Start, "Service")]
public sealed class StartService : ActingCmdlet {
  protected override string Verb { get { return "start"; } }
  protected override void Act(ServiceType service) { if (service.Status != ServiceStatus.Running) service.Start(); }
}

[Cmdlet(VerbsLifecycle.Stop, "Service")]
public sealed class StopService : ActingCmdlet {
  [Parameter] public SwitchParameter Force { get; set; }
  protected override string Verb { get { return "stop"; } }
  protected override void Act(ServiceType service) { if (service.Status != ServiceStatus.Stopped) service.Stop(); }
}

[Cmdlet(VerbsLifecycle.Resume, "Service")]
public sealed class ResumeService : ActingCmdlet {
  protected override string Verb { get { return "resume"; } }
  protected override void Act(ServiceType service) { service.Continue(); }
}
}
