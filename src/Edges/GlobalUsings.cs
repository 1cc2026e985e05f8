global using ChatOpsIncident.Edges.Shared;
