using System.Net;

namespace Egtlm.Eval.Hub;

/// <summary>Brings one file over HTTP, going on where the last try ended.</summary>
internal sealed class HttpDownload(HubTransport transport, HubOptions options)
{
    // A server that gives less than this in a try is not worth more tries than a silent one.
    private const long ProgressBytes = 1 << 20;

    /// <summary>Tries until the partial file has all its bytes.</summary>
    /// <exception cref="EvaluationException">The hub refused, or failed too often.</exception>
    /// <exception cref="WrongContentException">The hub's file is not the one that was listed.</exception>
    public Task RunAsync(Fetch fetch, CancellationToken cancellation)
    {
        var target = new HubTarget(fetch.Snapshot.Dataset, fetch.Snapshot.Commit, fetch.File.Path);
        var reached = CacheFiles.SizeOf(fetch.Partial) ?? 0;
        return RetryLoop.RunAsync(
            options,
            async () =>
            {
                try
                {
                    await TryAsync(fetch, target, cancellation).ConfigureAwait(false);
                    return true;
                }
                catch (TransientFailure failure)
                {
                    var length = CacheFiles.SizeOf(fetch.Partial) ?? 0;
                    failure.HasProgressed = length >= reached + ProgressBytes;
                    reached = Math.Max(reached, length);
                    throw;
                }
            },
            failure => HubErrors.GivenUp(failure, target, options),
            cancellation);
    }

    private async Task TryAsync(Fetch fetch, HubTarget target, CancellationToken cancellation)
    {
        var partial = new PartialFile(fetch, options);
        await using (partial.ConfigureAwait(false))
        {
            if (!partial.IsComplete)
            {
                using var answer = await transport.SendAsync(
                    target.FileAddress(options),
                    target,
                    partial.Length > 0 ? partial.Length : null,
                    cancellation).ConfigureAwait(false);
                Begin(answer, partial, fetch);
                await new BodyCopy(options, answer.Response).RunAsync(partial.WriteAsync, cancellation)
                    .ConfigureAwait(false);
            }

            partial.Finish();
        }
    }

    /// <summary>Compares the answer's head with the listing, and moves to where its body belongs.</summary>
    private static void Begin(HubAnswer answer, PartialFile partial, Fetch fetch)
    {
        var (file, commit) = (fetch.File, fetch.Snapshot.Commit);
        if (answer.Commit is { } other && other != commit)
        {
            throw new WrongContentException($"the hub answered with commit '{other}'");
        }

        // Only the hub's own mark for linked files is a digest for sure.
        if (answer.Etag is { } etag && Digests.IsSha256(etag) && file.Sha256 is not null && etag != file.Sha256)
        {
            throw new WrongContentException($"the hub says that its SHA-256 is '{etag}'");
        }

        var headers = answer.Response.Content.Headers;
        if (answer.Status == HttpStatusCode.PartialContent
            && headers.ContentRange is { From: { } from } range
            && from == partial.Length && (range.Length ?? file.Size) == file.Size)
        {
            return;
        }

        var resumed = partial.Length > 0;
        partial.Restart();
        if (answer.Status is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw resumed
                ? new TransientFailure("the server could not go on with a file that was begun")
                : new WrongContentException("the server sent a part of the file when all of it was asked for");
        }

        if (headers.ContentLength is { } length && length != file.Size)
        {
            throw new WrongContentException($"the server has {length} bytes, {file.Size} expected");
        }
    }
}
