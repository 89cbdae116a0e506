package io.selfheal.storage;

import io.selfheal.config.Section;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The section {@code store.s3}.
 *
 * @param endpoint the server; the bucket is named in the path
 * @param prefix what all keys begin with, without a slash at either end; may be empty
 * @param credentialsFile of the shape of {@code ~/.aws/credentials}
 */
public record S3Config(
    URI endpoint, String region, String bucket, String prefix, Path credentialsFile) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX =
      Pattern.compile("|[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
  private static final String EXPECTED_BUCKET =
      "a bucket's name: 3 to 63 lower-case letters, digits, '.' and '-'";
  private static final String EXPECTED_REGION = "the bucket's region, as eu-central-1";

  static S3Config read(Section section) {
    String bucket = section.requiredString("bucket", EXPECTED_BUCKET);
    if (section.has("bucket") && !BUCKET.matcher(bucket).matches()) {
      section.problem("bucket", EXPECTED_BUCKET);
    }
    String prefix = section.string("prefix", "");
    if (!PREFIX.matcher(prefix).matches()) {
      section.problem("prefix", "names between slashes, none at either end");
    }
    String region = section.requiredString("region", EXPECTED_REGION);
    if (!section.has("credentialsFile")) {
      section.problem("credentialsFile", "the file with aws_access_key_id and its secret");
    }
    S3Config config =
        new S3Config(
            section.uri("endpoint").orElse(amazon(region)),
            region,
            bucket,
            prefix,
            section.path("credentialsFile").orElse(Path.of("")));
    section.done();
    return config;
  }

  private static URI amazon(String region) {
    String plain = region.replaceAll("[^a-z0-9-]", "");
    return URI.create("https://s3." + (plain.isEmpty() ? "us-east-1" : plain) + ".amazonaws.com");
  }
}
