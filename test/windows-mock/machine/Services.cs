// The service manager. Start types stand in the registry, as on Windows, and the rest in the state's "services".
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Text.Json.Nodes;

namespace WindowsMock {

[StandsFor("System.ServiceProcess.ServiceControllerStatus")]
public enum ServiceStatus { Stopped = 1, StartPending = 2, StopPending = 3, Running = 4, ContinuePending = 5, PausePending = 6, Paused = 7 }

[StandsFor("System.ServiceProcess.TimeoutException")]
public sealed class ServiceTimeoutException : SystemException { public ServiceTimeoutException() : base("Time out has expired and the operation has not been completed.") { } }

public static class Services {
  static JsonObject All { get { return Machine.Part("services"); } }
  public static IEnumerable<string> Names { get { return All.Select(one => one.Key).ToList(); } }
  public static string Find(string name) { return Names.FirstOrDefault(one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase)); }
  public static RegistryKeyType Key(string name) { return RegistryKeyType.Of(@"SYSTEM\CurrentControlSet\Services\" + name); }
  public static string[] Needs(string name) { return Key(name).GetValue("DependOnService") as string[] ?? new string[0]; }
  public static IEnumerable<string> NeededBy(string name) { return Names.Where(one => Needs(one).Contains(name, StringComparer.OrdinalIgnoreCase)); }
  public static ServiceStatus Status(string name) { return (ServiceStatus)Enum.Parse(typeof(ServiceStatus), (string)All[name]); }
  public static void SetStatus(string name, ServiceStatus status) {
    All[name] = status.ToString();
    Machine.Changed();
  }
}

/// <summary>As in .NET Framework: a status is kept until Refresh or WaitForStatus. No time passes: what hangs has timed out.</summary>
[StandsFor("System.ServiceProcess.ServiceController")]
public sealed class ServiceType : IDisposable {
  ServiceStatus? known;
  public string ServiceName { get; }
  public string Name { get { return ServiceName; } }
  public string DisplayName { get { return ServiceName; } }
  public ServiceType(string name) { ServiceName = name; }
  public ServiceStatus Status { get { return (known ?? (known = Services.Status(ServiceName))).Value; } }
  public ServiceType[] DependentServices { get { return Services.NeededBy(ServiceName).Select(one => new ServiceType(one)).ToArray(); } }
  public ServiceType[] ServicesDependedOn { get { return Services.Needs(ServiceName).Select(one => new ServiceType(one)).ToArray(); } }
  public void Refresh() { known = null; }
  public void Close() { }
  public void Dispose() { }

  Exception Fail(string verb, int code, string why) { return new InvalidOperationException("Cannot " + verb + " service " + ServiceName + " on computer '.'.", new Win32Exception(code, why)); }

  public void Start() {
    var fault = Machine.Do("Start " + ServiceName);
    var status = Services.Status(ServiceName);
    if (status == ServiceStatus.Running || status == ServiceStatus.StopPending) throw Fail("start", 1056, "An instance of the service is already running");
    if (Services.Key(ServiceName).GetValue("Start") is 4) throw Fail("start", 1058, "The service cannot be started, either because it is disabled or because it has no enabled devices associated with it");
    if (fault == "denied") throw Fail("open", 5, "Access is denied");
    foreach (var name in Services.Needs(ServiceName)) {
      var needed = Services.Find(name);
      if (needed == null) throw Fail("start", 1075, "The dependency service does not exist or has been marked for deletion");
      try {
        if (Services.Status(needed) != ServiceStatus.Running) new ServiceType(needed).Start();
        if (Services.Status(needed) != ServiceStatus.Running) throw new InvalidOperationException();
      } catch (InvalidOperationException) {
        throw Fail("start", 1068, "The dependency service or group failed to start");
      }
    }
    // What a service needs is started first.
    if (fault == "error") throw Fail("start", 1053, "The service did not respond to the start or control request in a timely fashion");
    if (fault == "stops") Machine.Part("ownErrors")[ServiceName] = true;
    Services.SetStatus(ServiceName, fault == "hang" ? ServiceStatus.StartPending : fault == "stops" ? ServiceStatus.Stopped : ServiceStatus.Running);
  }
  public void Stop() {
    var fault = Machine.Do("Stop " + ServiceName);
    if (fault == "denied") throw Fail("open", 5, "Access is denied");
    if (fault == "error") throw Fail("stop", 1061, "The service cannot accept control messages at this time");
    foreach (var dependent in DependentServices.Where(one => one.Status != ServiceStatus.Stopped)) dependent.Stop();
    if (Services.Status(ServiceName) == ServiceStatus.Stopped) throw Fail("stop", 1062, "The service has not been started");
    Services.SetStatus(ServiceName, fault == "hang" ? ServiceStatus.StopPending : ServiceStatus.Stopped);
  }
  public void Continue() {
    var fault = Machine.Do("Continue " + ServiceName);
    if (fault == "denied") throw Fail("open", 5, "Access is denied");
    if (fault == "error" || Services.Status(ServiceName) != ServiceStatus.Paused) throw Fail("resume", 1061, "The service cannot accept control messages at this time");
    Services.SetStatus(ServiceName, fault == "hang" ? ServiceStatus.ContinuePending : ServiceStatus.Running);
  }
  public void WaitForStatus(ServiceStatus wanted) { WaitForStatus(wanted, TimeSpan.MaxValue); }
  public void WaitForStatus(ServiceStatus wanted, TimeSpan longest) {
    Refresh();
    if (Status == wanted) return;
    if (longest == TimeSpan.MaxValue) throw Machine.Complain("a wait without an end for " + ServiceName);
    throw new ServiceTimeoutException();
  }
}
}
