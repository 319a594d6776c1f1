// The state of a made-up Windows server, and the faults that it is told to make. Nothing here touches the real computer.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WindowsMock {

/// <summary>The name of the .NET type in whose place a class stands.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Enum)]
public sealed class StandsForAttribute : Attribute {
  public string Name { get; }
  public StandsForAttribute(string name) { Name = name; }
}

/// <summary>A script did what it may not do: it never counts as an answer of Windows.</summary>
public sealed class MockException : Exception { public MockException(string message) : base(message) { } }

public static class Machine {
  static readonly JsonNodeOptions withoutCase = new JsonNodeOptions { PropertyNameCaseInsensitive = true };
  static readonly JsonSerializerOptions plain = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
  static readonly Dictionary<string, int> times = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
  static JsonObject state = new JsonObject(withoutCase);
  static JsonObject faults = new JsonObject();
  static string file;
  static bool keeping;

  /// <summary>What was done, in its order.</summary>
  public static readonly List<string> Operations = new List<string>();
  /// <summary>The states before each of these operations, and after the last one, where they are asked for.</summary>
  public static readonly List<string> Moments = new List<string>();
  /// <summary>What a real server would do without an end, or a script may not do.</summary>
  public static readonly List<string> Complaints = new List<string>();

  /// <summary>How long the run has slept.</summary>
  public static TimeSpan Clock;

  public static void Load(string json) { state = Parse(json); Disk.Forget(); }
  /// <summary>From now on each change is written to this file.</summary>
  public static void KeepIn(string path) { file = path; Changed(); }

  /// <summary>Begins a run with these faults: {"operation" or "operation#2": "error"}.</summary>
  public static void Begin(string faultsJson, bool keepMoments) {
    faults = Parse(faultsJson);
    keeping = keepMoments;
    times.Clear();
    Operations.Clear();
    Moments.Clear();
    Complaints.Clear();
    Clock = TimeSpan.Zero;
    Disk.Forget();
    // What hung in the run before has come to its end.
    foreach (var name in Services.Names) {
      var status = Services.Status(name);
      if (status == ServiceStatus.StopPending) Services.SetStatus(name, ServiceStatus.Stopped);
      if (status == ServiceStatus.StartPending || status == ServiceStatus.ContinuePending) Services.SetStatus(name, ServiceStatus.Running);
    }
  }
  public static void End() { Disk.Forget(); if (keeping) Moments.Add(Json); }

  static JsonObject Parse(string json) { return (JsonObject)JsonNode.Parse(json, withoutCase); }
  public static string Json { get { return state.ToJsonString(plain); } }

  public static JsonObject Part(string name) {
    if (!(state[name] is JsonObject)) state[name] = new JsonObject(withoutCase);
    return (JsonObject)state[name];
  }
  public static IEnumerable<string> Names(string list) { return state[list] is JsonArray all ? all.Select(one => (string)one) : Enumerable.Empty<string>(); }
  public static JsonArray List(string name) { return state[name] as JsonArray ?? new JsonArray(); }
  public static string Text(string name, string otherwise) { return state[name] == null ? otherwise : (string)state[name]; }

  public static void Changed() {
    if (file == null) return;
    System.IO.File.WriteAllText(file + ".new", Json);
    System.IO.File.Move(file + ".new", file, true);
  }

  /// <summary>Every operation begins here. Gives the fault that it is to show, or null; "die" ends the process.</summary>
  public static string Do(string operation) {
    int count;
    times.TryGetValue(operation, out count);
    times[operation] = ++count;
    Operations.Add(operation + "#" + count);
    if (keeping) Moments.Add(Json);
    var fault = (string)faults[operation + "#" + count] ?? (string)faults[operation];
    if (fault == "die") {
      System.Diagnostics.Process.GetCurrentProcess().Kill();
      System.Threading.Thread.Sleep(60000);
    }
    return fault;
  }

  /// <summary>The same, for what fails by an exception of .NET.</summary>
  public static void Try(string operation, string path) {
    var fault = Do(operation + " " + path);
    if (fault == "denied") throw Denied(path);
    if (fault == "full") throw new IOException("There is not enough space on the disk. : '" + path + "'");
    if (fault != null) throw new IOException("The process cannot access the file '" + path + "' because it is being used by another process.");
  }
  public static Exception Denied(string path) { return new UnauthorizedAccessException("Access to the path '" + path + "' is denied."); }

  public static Exception Complain(string sentence) {
    Complaints.Add(sentence);
    return new MockException(sentence);
  }
}
}
