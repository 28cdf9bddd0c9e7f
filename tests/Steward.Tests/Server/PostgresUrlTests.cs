using Npgsql;
using Steward.Server.Configuration;

namespace Steward.Tests.Server;

public sealed class PostgresUrlTests
{
    [Theory]
    [InlineData("postgres://ana:secret@db.example:6432/steward?sslmode=require")]
    [InlineData("postgresql://ana:secret@db.example:6432/steward?sslmode=require")]
    [InlineData("Host=db.example;Port=6432;Username=ana;Password=secret;Database=steward;SSL Mode=Require")]
    public void Both_notations_say_the_same(string text)
    {
        var read = new NpgsqlConnectionStringBuilder(PostgresUrl.Parse(text));

        Assert.Equal("db.example", read.Host);
        Assert.Equal(6432, read.Port);
        Assert.Equal("ana", read.Username);
        Assert.Equal("secret", read.Password);
        Assert.Equal("steward", read.Database);
        Assert.Equal(SslMode.Require, read.SslMode);
    }

    [Fact]
    public void What_is_escaped_is_read_as_it_was_meant()
    {
        var read = new NpgsqlConnectionStringBuilder(
            PostgresUrl.Parse(
                "postgres://a%40b:p%2F%3A%25%3B%20@[::1]:5433/my%20db?sslmode=verify-full&connect_timeout=7"
            )
        );

        Assert.Equal("a@b", read.Username);
        Assert.Equal("p/:%; ", read.Password);
        Assert.Equal("::1", read.Host);
        Assert.Equal(5433, read.Port);
        Assert.Equal("my db", read.Database);
        Assert.Equal(SslMode.VerifyFull, read.SslMode);
        Assert.Equal(7, read.Timeout);
    }

    [Fact]
    public void A_socket_folder_may_stand_in_the_parameters()
    {
        var read = new NpgsqlConnectionStringBuilder(
            PostgresUrl.Parse("postgres:///steward?host=/run/postgresql&user=ana")
        );

        Assert.Equal("/run/postgresql", read.Host);
        Assert.Equal("ana", read.Username);
    }

    [Theory]
    [InlineData("postgres://ana:hidden@db.example:eighty/steward", "port")]
    [InlineData("postgres://ana:hidden@db.example:99999/steward", "port")]
    [InlineData("postgres://ana:hidden@db.example", "no database")]
    [InlineData("postgres://ana:hidden@/steward", "no host")]
    [InlineData("mysql://ana:hidden@db.example/steward", "postgres://")]
    [InlineData("postgres://ana:hidden@db.example/steward?sslmode=perhaps", "sslmode")]
    [InlineData("postgres://ana:hidden@db.example/steward?color=hidden", "color")]
    [InlineData("Host=db.example;Pasword=hidden;Database=steward", "keywords")]
    [InlineData("hidden", "keywords")]
    public void What_is_wrong_is_named_without_the_password(string text, string named)
    {
        var fault = Assert.Throws<FormatException>(() => PostgresUrl.Parse(text));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", fault.Message, StringComparison.Ordinal);
    }
}
