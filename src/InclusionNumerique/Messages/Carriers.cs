namespace InclusionNumerique.Messages;

/// <summary>Takes an e-mail to its carrier.</summary>
public interface IMailSender
{
    /// <returns>The carrier's name of the message, if it gave one.</returns>
    /// <exception cref="CarrierException">It was not taken, or nobody knows.</exception>
    public Task<string?> SendMailAsync(Message message, CancellationToken cancellation);
}

/// <summary>Takes an SMS to its carrier.</summary>
public interface ISmsSender
{
    /// <inheritdoc cref="IMailSender.SendMailAsync"/>
    public Task<string?> SendSmsAsync(Message message, CancellationToken cancellation);
}

public enum CarrierTrouble
{
    /// <summary>It was not taken; later it may be.</summary>
    Temporary,

    /// <summary>It will never be taken.</summary>
    Permanent,

    /// <summary>It may have been taken: trying again could send it twice.</summary>
    Unknown,
}

/// <summary>The message is shown to the desk, in French, and holds no address.</summary>
public sealed class CarrierException(CarrierTrouble trouble, string message, Exception? inner = null) : Exception(message, inner)
{
    public CarrierTrouble Trouble { get; } = trouble;
}
