package io.selfheal.storage.s3;

/**
 * The contract on a server that somebody else wrote, with {@code -Plab} and where Python has it:
 * {@code pip install moto[server]}.
 */
class MotoBucketIT extends S3Contract {
  @Override
  Bucket open() throws Exception {
    return MotoBucket.start(folder);
  }
}
