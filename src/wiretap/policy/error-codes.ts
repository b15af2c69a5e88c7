/** The errors with which a request is refused, as Kafka's authorizer would. */
export const errorCodes = {
  topicAuthorizationFailed: 29,
  groupAuthorizationFailed: 30,
  clusterAuthorizationFailed: 31,
  transactionalIdAuthorizationFailed: 53,
  /** The answer to who creates a topic that is there. */
  topicAlreadyExists: 36,
} as const;

/** What clients show of a refusal whose answer has room for words. */
export const refusalMessage = 'kafka-grader does not let a program do this while it is graded.';
