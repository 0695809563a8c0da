using System.Text;

namespace SenseAuto.Telemetry.Mqtt;

/// <summary>A topic with how it is sent, made once and used for every message on it.</summary>
internal sealed class MqttTopic(string name, int qos, bool isRetained, int expiryS)
{
    public string Name { get; } = name;

    /// <summary>UTF-8 with the zero that C wants at its end.</summary>
    public byte[] NameZ { get; } = Encoding.UTF8.GetBytes(name + '\0');

    public int Qos { get; } = qos;

    public bool IsRetained { get; } = isRetained;

    /// <summary>Seconds after which the broker forgets the message; 0 for never.</summary>
    public int ExpiryS { get; } = expiryS;
}
