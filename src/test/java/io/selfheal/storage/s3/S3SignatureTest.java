package io.selfheal.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Amazon's own examples, out of "Authenticating Requests: Using the Authorization Header". */
class S3SignatureTest {
  private static final String HOST = "examplebucket.s3.amazonaws.com";
  private final S3Signature signature =
      new S3Signature(
          new S3Credentials(
              "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Optional.empty()),
          "us-east-1",
          Instant.parse("2013-05-24T00:00:00Z"));

  @Test
  void signs_a_part_of_an_object_as_amazon_does() {
    S3Request request =
        S3Request.of("GET", "/test.txt").headers(new TreeMap<>(Map.of("range", "bytes=0-9")));
    assertSigned("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", request);
  }

  @Test
  void signs_a_list_as_amazon_does() {
    S3Request request = S3Request.of("GET", "/").with("max-keys", "2").with("prefix", "J");
    assertSigned("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7", request);
  }

  @Test
  void signs_a_parameter_without_a_value_as_amazon_does() {
    S3Request request = S3Request.of("GET", "/").with("lifecycle", "");
    assertSigned("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543", request);
  }

  @Test
  void shows_no_secret() {
    assertTrue(!signature.toString().contains("wJalr"), signature.toString());
  }

  private void assertSigned(String expected, S3Request request) {
    String header = signature.headers(request, HOST).get("authorization");
    assertEquals(expected, header.replaceAll(".*Signature=", ""));
  }
}
