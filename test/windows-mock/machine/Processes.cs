// Processes, the time that passes in them, and the event log.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace WindowsMock {

/// <summary>A process of the state's list, which holds the paths of their files, or a program that a script starts.</summary>
[StandsFor("System.Diagnostics.Process")]
public sealed class ProcessType : IDisposable {
  readonly string path;
  readonly bool hangs;
  ProcessType(string path, bool hangs) { this.path = path; this.hangs = hangs; }
  static IEnumerable<ProcessType> All { get { return Machine.Names("processes").Select(one => new ProcessType(one, false)); } }
  public static ProcessType[] GetProcesses() {
    if (Machine.Do("GetProcesses") != null) throw new InvalidOperationException("Couldn't get process information from performance counter.", new Win32Exception(5, "Access is denied"));
    return All.ToArray();
  }
  internal static ProcessType[] Named(string name) { return All.Where(one => string.Equals(one.ProcessName, name, StringComparison.OrdinalIgnoreCase)).ToArray(); }
  public static ProcessType GetProcessById(int id) { return new ProcessType("w3wp.exe", false) { StartTime = Workers.StartOf(id) }; }
  public DateTime StartTime { get; private set; }
  public static ProcessType[] GetProcessesByName(string name) { return GetProcesses().Intersect(Named(name)).ToArray(); }
  public string ProcessName { get { return Regex.Replace(PathType.GetFileName(path), @"\.exe$", "", RegexOptions.IgnoreCase); } }
  public string Path { get { return path; } }
  public int Id { get { return 4000; } }
  public ProcessType MainModule { get { return this; } }
  public string FileName { get { return path; } }

  public static ProcessType Start(ProcessStartInfo info) {
    var words = Regex.Matches(info.Arguments, "\"([^\"]*)\"|(\\S+)").Select(one => (object)(one.Groups[1].Success ? one.Groups[1].Value : one.Groups[2].Value));
    Programs.Place = info.WorkingDirectory;
    try { Programs.Run(info.FileName, words.ToArray()); } finally { Programs.Place = null; }
    return new ProcessType(info.FileName, Programs.Hangs);
  }
  public int ExitCode { get; } = Programs.ExitCode;
  public bool HasExited { get { return !hangs; } }
  public void BeginOutputReadLine() { }
  public void BeginErrorReadLine() { }
  public bool WaitForExit(int milliseconds) { return !hangs; }
  public void WaitForExit() { if (hangs) throw Machine.Complain("a wait without an end for " + path); }
  public void Kill() { }
  public void Dispose() { }
}

[Cmdlet(VerbsCommon.Get, "Process")]
public sealed class GetProcess : PSCmdlet {
  [Parameter(Position = 0)] public string[] Name { get; set; }
  protected override void ProcessRecord() {
    foreach (var name in Name) {
      var found = ProcessType.Named(name);
      if (found.Length == 0) WriteError(new ErrorRecord(new Exception("Cannot find a process with the name \"" + name + "\"."), "NoProcess", ErrorCategory.ObjectNotFound, name));
      WriteObject(found, true);
    }
  }
}

/// <summary>Time passes only while a script sleeps.</summary>
[StandsFor("System.Diagnostics.Stopwatch")]
public sealed class StopwatchType {
  readonly TimeSpan from = Machine.Clock;
  /// <summary>The counter of a computer that was started at a fixed time, half a second into its second.</summary>
  static readonly long started = new DateTime(2026, 1, 2, 3, 4, 5, 500, DateTimeKind.Utc).Ticks;
  public static bool IsHighResolution { get { return true; } }
  public static long Frequency { get { return TimeSpan.TicksPerSecond; } }
  public static long GetTimestamp() { return DateTime.UtcNow.Ticks - started; }
  public static StopwatchType StartNew() { return new StopwatchType(); }
  public TimeSpan Elapsed { get { return Machine.Clock - from; } }
  public long ElapsedMilliseconds { get { return (long)Elapsed.TotalMilliseconds; } }
  public void Stop() { }
}

[Cmdlet(VerbsLifecycle.Start, "Sleep")]
public sealed class StartSleep : PSCmdlet {
  [Parameter(Position = 0)] public double Seconds { get; set; }
  [Parameter] public int Milliseconds { get; set; }
  protected override void ProcessRecord() {
    Machine.Clock += TimeSpan.FromSeconds(Seconds) + TimeSpan.FromMilliseconds(Milliseconds);
    if (Machine.Clock > TimeSpan.FromHours(3)) throw Machine.Complain("a wait of more than three hours");
  }
}

[StandsFor("System.Diagnostics.EventLog")]
public static class EventLogType {
  public static void WriteEntry(string source, string text, EventLogKind kind, int id) {
    if (Machine.Do("WriteEntry " + source) != null) throw new System.Security.SecurityException("Requested registry access is not allowed.");
  }
}

public enum EventLogKind { Error = 1, Warning = 2, Information = 4 }
}
