package io.selfheal.storage.s3;

/**
 * The contract on a server that somebody else wrote, where Python has it: {@code pip install
 * moto[server]}.
 */
class MotoBucketTest extends S3Contract {
  @Override
  Bucket open() throws Exception {
    return MotoBucket.start(folder);
  }
}
